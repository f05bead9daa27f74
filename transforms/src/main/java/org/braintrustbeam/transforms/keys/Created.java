package org.braintrustbeam.transforms.keys;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** The instant of a row's {@code created}, which may be written with any offset. */
public final class Created {
  private static final int SECONDS_DIGITS = 16;
  private static final int NANOS_DIGITS = 8;

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter();

  private Created() {}

  /** The instant; without an offset UTC is meant; older than any if it is no time at all. */
  public static Instant of(RawJson created) {
    return ofText(created.text());
  }

  /** As {@link #of}, of the text itself; null is no time. */
  public static Instant ofText(@Nullable String text) {
    if (text == null) {
      return Instant.MIN;
    }
    Instant usual = UtcText.instant(text); // the formatter takes ten times as long
    if (usual != null) {
      return usual;
    }
    try {
      return OffsetDateTime.parse(text, FORMAT).toInstant();
    } catch (DateTimeParseException e) {
      return Instant.MIN;
    }
  }

  /** Text that sorts instants by age, the newest first. */
  public static String newestFirst(Instant created) {
    // Flipping the sign bit makes the order of signed numbers that of their unsigned digits.
    byte[] text = new byte[SECONDS_DIGITS + NANOS_DIGITS];
    hex(-created.getEpochSecond() ^ Long.MIN_VALUE, text, 0, SECONDS_DIGITS);
    hex(999_999_999 - created.getNano(), text, SECONDS_DIGITS, NANOS_DIGITS);
    return new String(text, US_ASCII);
  }

  private static void hex(long number, byte[] text, int start, int digits) {
    for (int i = 0; i < digits; i++) {
      int digit = (int) (number >>> (4 * (digits - 1 - i))) & 0xf;
      text[start + i] = (byte) Character.forDigit(digit, 16);
    }
  }
}
