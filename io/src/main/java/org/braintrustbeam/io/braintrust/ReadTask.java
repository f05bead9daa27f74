package org.braintrustbeam.io.braintrust;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What one bundle reads: a whole object, or stretches of one.
 *
 * @param object of which; its parts are left out, since the stretches have their own
 * @param stretches to be read side by side; empty for the whole object
 * @param allowance how many requests more than the fewest it may take, to be read side by side
 */
record ReadTask(ObjectSnapshot object, List<Stretch> stretches, long allowance)
    implements Serializable {
  /** What a bundle has read goes on when it ends: so fewer pages are not worth several. */
  private static final long FEW_PAGES = 20;

  /** A runner has about so many bundles at work on one machine. */
  private static final int BUNDLES = 3;

  /** So many bundles together have enough for all requests in flight, two of them nearly. */
  private static final int RANGES = 30;

  /** A read may take 5 % more requests than there are full pages, and 10. */
  private static final double SHARE_TO_SPEND = 0.05;

  /** Where nothing has been counted every cut is a guess; in requests. */
  private static final int GUESSES = 24;

  /** Makes the stretches immutable. */
  ReadTask {
    stretches = List.copyOf(stretches);
  }

  /** What to read of an object in pages of so many rows. */
  static List<ReadTask> of(ObjectSnapshot object, int pageRows) {
    double pages = Math.max(0, object.rowCount()) / (double) pageRows;
    long spare = Math.max(1, (long) (SHARE_TO_SPEND * pages));
    if (object.parts().isEmpty()) {
      return List.of(new ReadTask(object, List.of(), GUESSES + spare));
    }
    RangePlan plan = RangePlan.of(object.parts(), pageRows, spare);
    int number = number(plan);
    ObjectSnapshot plain = object.with(object.rowCount(), List.of());
    return shared(plan.ranges(), number).stream()
        .map(part -> new ReadTask(plain, part, plan.left() / number))
        .toList();
  }

  private static int number(RangePlan plan) {
    long side = plan.pages() / plan.longest(); // so many chains of the longest one's length
    return plan.pages() < FEW_PAGES || side < BUNDLES
        ? 1
        : BUNDLES * (int) Math.max(1, side / RANGES);
  }

  /** In their order, so many lists of about as many rows. */
  private static List<List<Stretch>> shared(List<Stretch> ranges, int number) {
    double all = ranges.stream().mapToLong(Stretch::rows).sum();
    List<List<Stretch>> lists = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      lists.add(new ArrayList<>());
    }
    double before = 0;
    for (Stretch range : ranges) {
      double middle = (before + range.rows() / 2.0) / all;
      lists.get((int) Math.min(number - 1, middle * number)).add(range);
      before += range.rows();
    }
    lists.removeIf(List::isEmpty);
    return lists;
  }

  /** How many rows there are by the service's count; -1 if unknown. */
  long rows() {
    return stretches.isEmpty()
        ? object.rowCount()
        : stretches.stream().mapToLong(Stretch::rows).sum();
  }
}
