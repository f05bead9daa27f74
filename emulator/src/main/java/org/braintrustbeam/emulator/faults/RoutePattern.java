package org.braintrustbeam.emulator.faults;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which routes are meant, as in {@code POST /btql|* /v1/dataset/*}: alternatives with a bar
 * between, where a star is any text. An alternative without a blank is a path, with any method.
 */
final class RoutePattern {
  static final String ALL = "*";
  static final String BTQL = "POST /btql";
  static final String FETCH = "* /v1/*/fetch";
  static final String READS = BTQL + "|" + FETCH;
  static final String WRITES = "POST /v1/*/insert|POST /v1/insert|POST /v1/*/feedback|POST /logs3";

  private final Pattern pattern;

  RoutePattern(String text) {
    pattern =
        Pattern.compile(
            Arrays.stream(text.split("\\|", -1))
                .map(String::strip)
                .map(RoutePattern::regex)
                .collect(Collectors.joining("|")));
  }

  private static String regex(String alternative) {
    String whole = alternative.contains(" ") ? alternative : "* " + alternative;
    return Arrays.stream(whole.split("\\*", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(".*"));
  }

  boolean matches(Call call) {
    return pattern.matcher(call.route()).matches();
  }
}
