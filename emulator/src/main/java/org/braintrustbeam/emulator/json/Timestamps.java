package org.braintrustbeam.emulator.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times as the API writes and reads them. */
public final class Timestamps {
  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** ISO with T or a space, the offset optional (then UTC). */
  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter(Locale.ROOT);

  private static final int DATE_LENGTH = 10;

  private Timestamps() {}

  public static byte[] json(Instant instant) {
    return Json.utf8('"' + WRITTEN.format(instant) + '"');
  }

  /** The instant that the text names; null if it names none. */
  public static @Nullable Instant parse(String text) {
    Instant written = UtcText.parse(text);
    if (written != null) {
      return written;
    }
    try {
      return text.length() == DATE_LENGTH
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text, READ).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
