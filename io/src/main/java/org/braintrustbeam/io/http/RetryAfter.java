package org.braintrustbeam.io.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds, or a date (RFC 9110, 10.2.3). */
public final class RetryAfter {
  /** We wait no longer on a server's word. */
  public static final Duration MAX = Duration.ofMinutes(5);

  private RetryAfter() {}

  /** How long the header asks to wait from {@code now}, if that is more than {@link #MAX}. */
  public static @Nullable Duration beyondMax(@Nullable String header, Instant now) {
    Duration wait = header == null ? null : read(header.strip(), now);
    return wait != null && wait.compareTo(MAX) > 0 ? wait : null;
  }

  /** How long to wait from {@code now}, at most {@link #MAX}; null if the header says nothing. */
  public static @Nullable Duration parse(@Nullable String header, Instant now) {
    Duration wait = header == null ? null : read(header.strip(), now);
    if (wait == null) {
      return null;
    }
    Duration bounded = wait.compareTo(MAX) > 0 ? MAX : wait;
    return bounded.isNegative() ? Duration.ZERO : bounded;
  }

  private static @Nullable Duration read(String text, Instant now) {
    try {
      if (text.matches("\\d{1,9}(\\.\\d{0,9})?")) {
        return Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000));
      }
      return Duration.between(
          now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return null;
    }
  }
}
