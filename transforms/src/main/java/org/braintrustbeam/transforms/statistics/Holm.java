package org.braintrustbeam.transforms.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction: who looks at many things finds something in one of them. With corrected values
 * of at most α the chance that any of the findings is none is at most α, whatever they have to do
 * with one another: cohorts overlap, and scores of one answer are alike.
 */
public final class Holm {
  private Holm() {}

  /** The corrected values, in the order of the given ones. */
  public static double[] correct(List<Double> values) {
    int[] ascending =
        IntStream.range(0, values.size())
            .boxed()
            .sorted(Comparator.comparing(values::get))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] corrected = new double[values.size()];
    double least = 0;
    for (int rank = 0; rank < ascending.length; rank++) {
      int left = ascending.length - rank;
      least = Math.max(least, Math.min(1, values.get(ascending[rank]) * left));
      corrected[ascending[rank]] = least;
    }
    return corrected;
  }
}
