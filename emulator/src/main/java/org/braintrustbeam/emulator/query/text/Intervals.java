package org.braintrustbeam.emulator.query.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.braintrustbeam.emulator.api.Unsupported;

/** Lengths of time as queries write them. */
public final class Intervals {
  private static final Set<String> UNITS =
      Set.of("SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "YEAR");
  private static final Pattern TEXT = Pattern.compile("\\s*(\\d{1,9})\\s+([A-Za-z]+)\\s*");

  private Intervals() {}

  static Node.Interval of(long count, String unit) {
    String capitals = unit.toUpperCase(Locale.ROOT);
    String singular =
        capitals.endsWith("S") ? capitals.substring(0, capitals.length() - 1) : capitals;
    Unsupported.refuse(!UNITS.contains(singular), "The unit '" + unit + "' of an INTERVAL");
    return new Node.Interval(count, singular);
  }

  /** Reads {@code 7 days}, the argument of {@code to_interval}. */
  public static Node.Interval parse(String text) {
    Matcher parts = TEXT.matcher(text);
    Unsupported.refuse(!parts.matches(), "The interval '" + text + "'");
    return of(Integer.parseInt(parts.group(1)), parts.group(2));
  }
}
