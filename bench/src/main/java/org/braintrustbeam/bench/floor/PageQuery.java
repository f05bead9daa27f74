package org.braintrustbeam.bench.floor;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks for pages of an experiment's rows by ranges of their keys.
 *
 * @param experiment its id
 * @param columns what to select
 * @param condition which rows
 */
record PageQuery(String experiment, String columns, String condition) {
  static final int PAGE = 1_000;

  /** A part of the keys: those above {@code after}, up to {@code upTo}; null for no end. */
  record Range(@Nullable String after, @Nullable String upTo) {}

  String page(Range range) {
    return "SELECT %s FROM experiment('%s') WHERE %s%s(%s) ORDER BY _pagination_key ASC LIMIT %d"
        .formatted(
            columns,
            experiment,
            range.after() == null ? "" : "_pagination_key > '" + range.after() + "' AND ",
            range.upTo() == null ? "" : "_pagination_key <= '" + range.upTo() + "' AND ",
            condition,
            PAGE);
  }

  /** The first or the last key. */
  String end(String order) {
    return "SELECT _pagination_key FROM experiment('%s') ORDER BY _pagination_key %s LIMIT 1"
        .formatted(experiment, order);
  }

  /** Ranges of the same width, the outer ones open. */
  static List<Range> ranges(String first, String last, int count) {
    BigInteger low = number(first);
    BigInteger width = number(last).subtract(low);
    List<Range> ranges = new ArrayList<>();
    String after = null;
    for (int part = 1; part < count; part++) {
      BigInteger share = width.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(count));
      String edge = String.format(Locale.ROOT, "p%020d", low.add(share));
      ranges.add(new Range(after, edge));
      after = edge;
    }
    ranges.add(new Range(after, null));
    return ranges;
  }

  private static BigInteger number(String key) {
    return new BigInteger(key.substring(1));
  }
}
