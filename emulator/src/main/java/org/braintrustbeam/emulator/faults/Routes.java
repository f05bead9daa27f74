package org.braintrustbeam.emulator.faults;

import java.util.regex.Pattern;

/** Names of routes: paths with their ids left out, so that requests can be counted by them. */
final class Routes {
  private static final Pattern ID =
      Pattern.compile("(?<=/)[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?=/|$)");

  /** Beyond it a route is one that was made up, and shares a count with others of its kind. */
  private static final int LONGEST = 120;

  private Routes() {}

  static String of(String method, String path) {
    String route = method + " " + ID.matcher(path).replaceAll("{id}");
    return route.length() > LONGEST ? route.substring(0, LONGEST) : route;
  }
}
