package org.braintrustbeam.emulator.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A kind of fault.
 *
 * @param label what it is called in a spec
 * @param routes where it strikes if the spec does not say
 * @param times how often it strikes if the spec does not say
 * @param settings what can be set, beside what all kinds have
 */
record FaultKind(String label, String routes, long times, List<String> settings, Maker maker) {
  private static final List<FaultKind> ALL =
      List.of(
          kind("429", RoutePattern.ALL, ErrorAnswer::tooMany, "retry-after"),
          kind(
              "budget",
              RoutePattern.READS,
              RateBudget::of,
              "requests",
              "seconds",
              "speed",
              "retry-after"),
          kind("401", RoutePattern.ALL, ErrorAnswer::unauthorized),
          kind("421", RoutePattern.ALL, ErrorAnswer::otherPlane, "url"),
          kind("5xx", RoutePattern.ALL, ServerError::of, "status", "retry-after"),
          kind("large-page", RoutePattern.READS, LargePage::of, "rows", "status"),
          kind("large-request", RoutePattern.ALL, LargeRequest::of, "bytes"),
          kind("refused-row", RoutePattern.WRITES, RefusedRow::of, "id"),
          kind("redirect", RoutePattern.READS, Redirect::of, "above"),
          kind("short-pages", RoutePattern.READS, ShortPages::of),
          kind("old-versions", RoutePattern.FETCH, OldVersions::of),
          kind("repeated-cursor", RoutePattern.READS, RepeatedCursor::of),
          kind("base64-cursors", RoutePattern.READS, Base64Cursors::of),
          kind("stale", RoutePattern.BTQL, DelayedVisibility::of, "seconds"),
          kind("lost-answer", RoutePattern.WRITES, LostAnswer::of),
          kind("cut-body", RoutePattern.ALL, CutBody::of),
          kind("truncated-json", RoutePattern.ALL, TruncatedJson::of),
          kind("drip", RoutePattern.ALL, SlowDrip::of, "seconds"),
          // one that did so for ever would never be up
          new FaultKind("down", RoutePattern.ALL, 1, List.of("seconds"), Downtime::of));

  /** Settings of every kind: which calls it strikes. */
  private static final List<String> SELECTION =
      List.of("route", "share", "from", "first", "every", "times");

  /** Makes a fault out of its settings. */
  @FunctionalInterface
  interface Maker {
    Fault make(FaultSpec spec, Chance chance, Surroundings surroundings);
  }

  private static FaultKind kind(String label, String routes, Maker maker, String... settings) {
    return new FaultKind(label, routes, Long.MAX_VALUE, List.of(settings), maker);
  }

  /**
   * The kind that a spec names.
   *
   * @throws IllegalArgumentException naming all there are
   */
  static FaultKind of(FaultSpec spec) {
    return ALL.stream()
        .filter(kind -> kind.label.equals(spec.kind()))
        .findFirst()
        .orElseThrow(() -> spec.wrong("there is no '" + spec.kind() + "'; there are " + labels()));
  }

  private static String labels() {
    return ALL.stream().map(FaultKind::label).collect(Collectors.joining(", "));
  }

  ActiveFault activate(FaultSpec spec, long seed, Surroundings surroundings) {
    List<String> allowed = new ArrayList<>(SELECTION);
    allowed.addAll(settings);
    spec.allowOnly(allowed);
    return new ActiveFault(
        spec,
        new Selection(spec, this, new Chance(seed)),
        maker.make(spec, new Chance(~seed), surroundings));
  }
}
