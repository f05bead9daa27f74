package org.braintrustbeam.emulator.store;

import java.time.Instant;
import org.braintrustbeam.emulator.api.ApiError;

/**
 * The layout of transaction ids: {@code 0x0DE1}, 32 bits of Unix seconds, a 16-bit counter.
 *
 * <p>They are positive as signed longs, so plain comparison orders them.
 */
public final class XactId {
  private static final long TAG = 0x0DE1L << 48;
  private static final long SECONDS = 0xFFFF_FFFFL;

  private XactId() {}

  /** The lowest id of the second that the instant lies in. */
  static long floor(Instant instant) {
    return TAG | ((instant.getEpochSecond() & SECONDS) << 16);
  }

  static Instant instant(long xact) {
    return Instant.ofEpochSecond((xact >> 16) & SECONDS);
  }

  static int counter(long xact) {
    return (int) (xact & 0xFFFF);
  }

  /** Reads an id that a caller sent; one that no transaction can have is clamped to the largest. */
  public static long parse(String name, String text) {
    try {
      long value = Long.parseUnsignedLong(text.strip());
      return value < 0 ? Long.MAX_VALUE : value;
    } catch (NumberFormatException e) {
      throw ApiError.badRequest("'" + name + "' is not a transaction id: " + text);
    }
  }
}
