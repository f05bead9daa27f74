package org.braintrustbeam.transforms.discover.tally;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.keys.Created;
import org.jspecify.annotations.Nullable;

/**
 * What is tallied of a span.
 *
 * @param trace its root span id
 * @param part in which window
 * @param hour when it was created, as an instant's text
 * @param error whether it has one
 * @param scores those that the plan has, by name
 * @param name what it is called
 * @param model the model that it calls
 * @param seconds how long it took
 * @param tokens what it took
 * @param dollars what it cost
 * @param root what it says as a root; null for other spans
 */
record SpanFacts(
    String trace,
    Part part,
    String hour,
    boolean error,
    Map<String, BigDecimal> scores,
    @Nullable String name,
    @Nullable String model,
    @Nullable BigDecimal seconds,
    @Nullable BigDecimal tokens,
    @Nullable BigDecimal dollars,
    @Nullable RootFacts root) {

  /**
   * What is known of a trace by its root.
   *
   * @param hour of the root
   * @param issue whether its issue facet has found something
   * @param cohorts what it has in common with others; none in the window before
   */
  record RootFacts(String hour, boolean issue, Set<Cohort> cohorts) {}

  /** Null for a span of neither window, or of no trace. */
  static @Nullable SpanFacts of(RawJson json, TallyPlan plan) {
    Map<String, RawJson> row = json.fields();
    Instant created = Created.of(field(row, RowColumns.CREATED));
    Part part = plan.part(created);
    String trace = field(row, RowColumns.ROOT_SPAN_ID).text();
    if (part == null || trace == null) {
      return null;
    }
    String hour = created.truncatedTo(ChronoUnit.HOURS).toString();
    return new SpanFacts(
        trace,
        part,
        hour,
        isTrue(row, RowColumns.HAS_ERROR),
        scores(field(row, RowColumns.SCORES), plan),
        field(row, RowColumns.SPAN_NAME).text(),
        field(row, RowColumns.CALLED_MODEL).text(),
        Numbers.of(field(row, RowColumns.SECONDS)),
        Numbers.of(field(row, RowColumns.TOKENS)),
        Numbers.of(field(row, RowColumns.DOLLARS)),
        isTrue(row, RowColumns.IS_ROOT) ? root(row, part, hour, plan) : null);
  }

  private static RootFacts root(Map<String, RawJson> row, Part part, String hour, TallyPlan plan) {
    String issue = field(row, RowColumns.FACETS).field(plan.issueFacet()).text();
    Set<Cohort> cohorts = part == Part.NOW ? Cohorts.of(row, plan) : Set.of();
    return new RootFacts(hour, TallyPlan.isIssue(issue), cohorts);
  }

  private static Map<String, BigDecimal> scores(RawJson scores, TallyPlan plan) {
    Map<String, BigDecimal> found = new TreeMap<>();
    if (scores.isObject()) {
      Map<String, RawJson> all = scores.fields();
      for (String name : plan.scores()) {
        BigDecimal score = Numbers.of(all.getOrDefault(name, RawJson.NULL));
        if (score != null) {
          found.put(name, score);
        }
      }
    }
    return found;
  }

  private static RawJson field(Map<String, RawJson> row, String name) {
    return row.getOrDefault(name, RawJson.NULL);
  }

  private static boolean isTrue(Map<String, RawJson> row, String name) {
    return field(row, name).toString().equals("true");
  }
}
