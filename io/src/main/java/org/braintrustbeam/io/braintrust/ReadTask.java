package org.braintrustbeam.io.braintrust;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one bundle reads: a whole object, or a stretch of one.
 *
 * @param object of which; its parts are left out, since the stretch has its own
 * @param stretch null for the whole object
 * @param allowance how many requests more than the fewest it may take, to be read side by side
 */
record ReadTask(ObjectSnapshot object, @Nullable Stretch stretch, long allowance)
    implements Serializable {
  /** So few pages are one bundle's work, and so few that of all bundles at once. */
  private static final double FEW_PAGES = 80;

  private static final double SOME_PAGES = 160;

  /** A runner has about so many bundles at work on one machine. */
  private static final int BUNDLES = 3;

  /** For each bundle, so that together they have enough pieces for all requests in flight. */
  private static final int PIECES = 6;

  /** A read may take 5 % more requests than there are full pages, and 10. */
  private static final double SHARE_TO_SPEND = 0.05;

  /** Where nothing has been counted every cut is a guess; in requests. */
  private static final int GUESSES = 24;

  /** What to read of an object in pages of so many rows. */
  static List<ReadTask> of(ObjectSnapshot object, int pageRows) {
    double pages = Math.max(0, object.rowCount()) / (double) pageRows;
    long spare = Math.max(1, (long) (SHARE_TO_SPEND * pages));
    if (object.parts().isEmpty()) {
      return List.of(new ReadTask(object, null, GUESSES + spare));
    }
    Stretch all = new Stretch(KeyRange.ALL, object.parts(), false, 0);
    List<Stretch> stretches = new Cutter(pageRows, new Allowance(1)).cut(all, number(pages));
    long allowance = Math.max(1, (spare - (stretches.size() > 1 ? 1 : 0)) / stretches.size());
    ObjectSnapshot plain = object.with(object.rowCount(), List.of());
    return stretches.stream().map(part -> new ReadTask(plain, part, allowance)).toList();
  }

  /** Each costs a request or two, and has to be worth it. */
  private static long number(double pages) {
    if (pages < SOME_PAGES) {
      return pages < FEW_PAGES ? 1 : BUNDLES;
    }
    return BUNDLES * (long) Math.ceil((10 + 0.1 * pages) / (BUNDLES * PIECES));
  }

  /** How many rows there are by the service's count; -1 if unknown. */
  long rows() {
    return stretch == null ? object.rowCount() : stretch.rows();
  }
}
