package org.braintrustbeam.transforms.keys;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.braintrustbeam.io.row.RawJson;

/** The instant of a row's {@code created}, which may be written with any offset. */
public final class Created {
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
    String text = created.text();
    if (text == null) {
      return Instant.MIN;
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
    return String.format(
        Locale.ROOT,
        "%016x%08x",
        -created.getEpochSecond() ^ Long.MIN_VALUE,
        999_999_999 - created.getNano());
  }
}
