package org.braintrustbeam.emulator.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times as nearly all of them are written, {@code 2026-06-01T12:00:00Z} with or without three
 * decimals: a query compares millions, and these take a tenth of the time that other spellings do.
 */
final class UtcText {
  private static final String SECONDS = "dddd-dd-ddTdd:dd:ddZ";
  private static final String MILLIS = "dddd-dd-ddTdd:dd:dd.dddZ";
  private static final int NANOS = 1_000_000;

  private UtcText() {}

  /** The instant; null for any other spelling, and for a day or an hour that there is not. */
  static @Nullable Instant parse(String text) {
    boolean millis = text.length() == MILLIS.length();
    if (!isLike(text, millis ? MILLIS : SECONDS)) {
      return null;
    }
    try {
      return LocalDateTime.of(
              number(text, 0, 4),
              number(text, 5, 7),
              number(text, 8, 10),
              number(text, 11, 13),
              number(text, 14, 16),
              number(text, 17, 19),
              millis ? NANOS * number(text, 20, 23) : 0)
          .toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null; // whoever parses other spellings says so too
    }
  }

  private static boolean isLike(String text, String form) {
    if (text.length() != form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char wanted = form.charAt(i);
      char found = text.charAt(i);
      if (wanted == 'd' ? found < '0' || found > '9' : found != wanted) {
        return false;
      }
    }
    return true;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }
}
