package org.braintrustbeam.transforms.compare;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Corrects for looking at many scores (Holm, 1979): the chance that any of them shows a difference
 * that is not there stays what it would be for one.
 */
final class Holm {
  private Holm() {}

  /** Adjusted p-values, in the order of the given ones. */
  static double[] adjusted(List<Double> pValues) {
    List<Integer> ascending =
        IntStream.range(0, pValues.size())
            .boxed()
            .sorted(Comparator.comparing(pValues::get))
            .toList();
    double[] adjusted = new double[pValues.size()];
    double least = 0;
    for (int rank = 0; rank < ascending.size(); rank++) {
      int index = ascending.get(rank);
      least = Math.max(least, Math.min(1, (pValues.size() - rank) * pValues.get(index)));
      adjusted[index] = least;
    }
    return adjusted;
  }
}
