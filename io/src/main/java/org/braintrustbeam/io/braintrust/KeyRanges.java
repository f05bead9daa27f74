package org.braintrustbeam.io.braintrust;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the keys of an object into ranges to read side by side.
 *
 * <p>A key is {@code p} and 20 digits, so the order of the texts is that of the numbers. Ranges
 * share their edges, and the outer ends stay as they were: whatever keys there are, each is in
 * exactly one range, also if the last key is out of date.
 */
final class KeyRanges {
  /** Enough to keep the default of 16 reads in flight. */
  static final int MAX_RANGES = 16;

  /** A range shall be worth a page: the service returns no more than 1,000 rows a query. */
  static final int MIN_ROWS = 1_000;

  private static final Pattern KEY = Pattern.compile("p\\d{20}");

  private KeyRanges() {}

  /** Whether so many rows are worth more than one range. */
  static boolean worthCutting(long rows) {
    return rows > 2L * MIN_ROWS;
  }

  /**
   * Parts of a range.
   *
   * @param rest what is left to read, with a lower end
   * @param last the greatest key in it
   * @param rows how many rows it may hold; -1 if unknown
   */
  static List<KeyRange> cut(KeyRange rest, @Nullable String last, long rows) {
    String first = rest.after();
    if (first == null || last == null || !isKey(first) || !isKey(last)) {
      return List.of(rest);
    }
    if (first.compareTo(last) >= 0) {
      return List.of(rest);
    }
    long parts = rows < 0 ? MAX_RANGES : Math.min(MAX_RANGES, Math.max(1, rows / MIN_ROWS));
    BigInteger low = number(first);
    BigInteger width = number(last).subtract(low);
    List<KeyRange> ranges = new ArrayList<>();
    KeyRange left = rest;
    for (long part = 1; part < parts; part++) {
      BigInteger share = width.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(parts));
      String edge = key(low.add(share));
      if (left.after() == null || edge.compareTo(left.after()) > 0) {
        ranges.add(new KeyRange(left.after(), edge));
        left = left.after(edge);
      }
    }
    ranges.add(left);
    return ranges;
  }

  private static boolean isKey(String key) {
    return KEY.matcher(key).matches();
  }

  private static BigInteger number(String key) {
    return new BigInteger(key.substring(1));
  }

  private static String key(BigInteger number) {
    return String.format(Locale.ROOT, "p%020d", number);
  }
}
