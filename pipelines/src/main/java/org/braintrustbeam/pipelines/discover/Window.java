package org.braintrustbeam.pipelines.discover;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.transforms.keys.Created;
import org.jspecify.annotations.Nullable;

/**
 * Which time is looked at, as the flags say.
 *
 * @param until first instant behind it
 * @param length how long it is; null to try {@link #TRIED}
 */
record Window(Instant until, @Nullable Duration length) {
  /** Days that are tried, one after the other, until there is enough to see. */
  static final int[] TRIED = {1, 7, 30};

  private static final Pattern LENGTH = Pattern.compile("(\\d{1,4})([hd])");
  private static final Duration LONGEST = Duration.ofDays(30);

  static Window of(DiscoverOptions options, Instant now) {
    String until = options.getUntil();
    return new Window(
        until == null ? now.truncatedTo(ChronoUnit.HOURS) : instant(until),
        options.getWindow() == null ? null : length(options.getWindow()));
  }

  private static Instant instant(String text) {
    Instant until = Created.ofText(text);
    if (until.equals(Instant.MIN)) {
      throw new UsageException("--until must be a time as 2026-06-01T12:00:00Z, got " + text);
    }
    return until;
  }

  private static Duration length(String text) {
    Matcher matcher = LENGTH.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException("--window must be hours or days, as 24h or 7d, got " + text);
    }
    long number = Long.parseLong(matcher.group(1));
    Duration length =
        "h".equals(matcher.group(2)) ? Duration.ofHours(number) : Duration.ofDays(number);
    if (length.isZero() || length.compareTo(LONGEST) > 0) {
      throw new UsageException("--window must be 1h to 30d, got " + text);
    }
    return length;
  }
}
