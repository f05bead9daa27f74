package org.braintrustbeam.transforms.curate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of some inputs are nearly the same as a better one. A better one comes first by its order
 * and then by its id, so it does not matter in which order they are looked at. What the dataset has
 * goes before all others, and never goes itself.
 *
 * @param of the one that goes
 * @param better the first that it is nearly the same as
 * @param similarity from the threshold to 1
 */
record Twins(Sketch of, Sketch better, double similarity) {
  /** With more the work would grow with the square of inputs that are alike, but not that much. */
  private static final int MOST_LEADERS = 1_000;

  static final Comparator<Sketch> BEST_FIRST =
      Comparator.comparing(Sketch::order).thenComparing(Sketch::id);

  /** All of these that go; each is like one of the first {@value #MOST_LEADERS} that do not go. */
  static List<Twins> among(Collection<Sketch> sketches, double threshold) {
    List<Sketch> leaders = new ArrayList<>();
    List<Twins> twins = new ArrayList<>();
    for (Sketch sketch : sketches.stream().sorted(BEST_FIRST).toList()) {
      if (sketch.isInDataset() && leaders.size() == MOST_LEADERS) {
        continue; // it neither goes nor is compared with
      }
      Twins twin = twin(sketch, leaders, threshold);
      if (twin == null && leaders.size() < MOST_LEADERS) {
        leaders.add(sketch);
      } else if (twin != null && !sketch.isInDataset()) {
        twins.add(twin);
      }
    }
    return twins;
  }

  private static @Nullable Twins twin(Sketch sketch, List<Sketch> leaders, double threshold) {
    for (Sketch leader : leaders) {
      double similarity = leader.similarity(sketch);
      if (similarity >= threshold) {
        return new Twins(sketch, leader, similarity);
      }
    }
    return null;
  }
}
