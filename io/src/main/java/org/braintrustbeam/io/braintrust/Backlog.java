package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Says what to read next.
 *
 * <p>The pages of a range come one after the other, so the range with the most left goes first:
 * then all end at about the same time. Where places for requests are free and nothing waits for
 * one, the largest range is cut.
 */
final class Backlog {
  private final PriorityQueue<Work> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Work::rows).reversed());
  private final List<Work> underWay = new ArrayList<>();

  void add(Collection<? extends Work> works) {
    waiting.addAll(works);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** What to do now, with so many places free beside the one it takes. */
  Work next(int free) {
    Work work = waiting.remove();
    int spare = free - waiting.size();
    if (spare > 0 && isLarge(work)) {
      List<Work> pieces = work.cut(spare + 1);
      work = pieces.get(0);
      waiting.addAll(pieces.subList(1, pieces.size()));
    }
    underWay.add(work);
    return work;
  }

  /** One that is much larger will be back for its next page soon, and is the one to cut. */
  private boolean isLarge(Work work) {
    return underWay.stream().allMatch(other -> work.rows() >= other.rows() / 2);
  }

  /** Its page is there. */
  void done(Work work, Work.Step step) {
    underWay.remove(work);
    waiting.addAll(step.next());
  }
}
