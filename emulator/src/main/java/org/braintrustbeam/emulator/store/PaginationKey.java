package org.braintrustbeam.emulator.store;

import java.math.BigInteger;
import org.braintrustbeam.emulator.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * The layout of {@code _pagination_key}: {@code p} and 20 digits of Unix seconds (32 bits), the
 * transaction's counter (16) and the row's place in the first request that had it (16).
 *
 * <p>Keys are positive as signed longs, and their text order is their numeric order.
 */
public final class PaginationKey {
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private PaginationKey() {}

  /**
   * The key of a row of a transaction.
   *
   * @param row place in the request; from 65,536 on it runs into the next counters, which {@link
   *     TransactionClock} keeps free
   */
  public static long of(long xact, int row) {
    long seconds = (xact >> 16) & 0xFFFF_FFFFL;
    return ((seconds << 32) | ((long) XactId.counter(xact) << 16)) + row;
  }

  static String format(long key) {
    String digits = Long.toString(key);
    return "p" + "0".repeat(20 - digits.length()) + digits;
  }

  public static byte[] json(long key) {
    return Json.utf8('"' + format(key) + '"');
  }

  /** The number in a key; null if the text is no key. */
  public static @Nullable Long parse(String text) {
    if (!text.matches("p\\d{20}")) {
      return null;
    }
    long key = new BigInteger(text.substring(1)).min(LARGEST).longValue();
    return key;
  }
}
