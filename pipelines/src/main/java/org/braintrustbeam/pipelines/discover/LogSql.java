package org.braintrustbeam.pipelines.discover;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.io.braintrust.SqlText;
import org.braintrustbeam.transforms.discover.tally.Cohort;
import org.braintrustbeam.transforms.discover.tally.CohortValue;
import org.braintrustbeam.transforms.discover.tally.Gap;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyPlan;

/**
 * The words of the service's SQL for what is tallied. A condition on a trace is one on its spans in
 * {@code ANY_SPAN}, in the shape {@code traces}; the dialect has no joins and no subqueries.
 */
final class LogSql {
  /** Seconds of a span; no span has {@code metrics.duration}. */
  static final String SECONDS = "metrics.end - metrics.start";

  /** Tokens of a call. */
  static final String TOKENS = "metrics.prompt_tokens + metrics.completion_tokens";

  /** Dollars of a call. */
  static final String DOLLARS = "estimated_cost()";

  /** Whether a span is a call of a model. */
  static final String IS_CALL = "span_attributes.type = 'llm' AND metadata.model IS NOT NULL";

  /** Characters of an input, in classes of ten times the size. */
  static final String INPUT_LENGTH =
      "input IS NULL ? 'none' : (len(to_string(input)) < 100 ? '<100' : (len(to_string(input)) <"
          + " 1000 ? '100-999' : (len(to_string(input)) < 10000 ? '1000-9999' : '10000+')))";

  private static final String LABEL = "[0].label";

  private final String projectId;
  private final TallyPlan plan;

  LogSql(String projectId, TallyPlan plan) {
    this.projectId = projectId;
    this.plan = plan;
  }

  String projectId() {
    return projectId;
  }

  /** Spans as a source of rows. */
  String spans() {
    return SqlText.source(ObjectType.PROJECT_LOGS, projectId);
  }

  /** Traces as a source of rows. */
  String traces() {
    return "project_logs(" + SqlText.literal(projectId) + ", shape => 'traces')";
  }

  static String between(Instant from, Instant until) {
    return "created >= "
        + SqlText.literal(from.toString())
        + " AND created < "
        + SqlText.literal(until.toString());
  }

  /** A window. */
  String within(Part part) {
    return part == Part.NOW
        ? between(plan.from(), plan.until())
        : between(plan.before(), plan.from());
  }

  /** Both windows. */
  String withinBoth() {
    return between(plan.before(), plan.until());
  }

  /** A member of an object, by any name. */
  static String member(String column, String name) {
    return column + "[" + SqlText.literal(name) + "]";
  }

  static String score(String name) {
    return member("scores", name);
  }

  /** Spans whose scores fail. */
  String low() {
    return anyScore(failsAt());
  }

  /** What follows a score in a test of whether it fails. */
  String failsAt() {
    return " <= " + plan.failBelow().toPlainString();
  }

  private String scored() {
    return anyScore(" IS NOT NULL");
  }

  private String anyScore(String test) {
    return plan.scores().isEmpty()
        ? "false"
        : plan.scores().stream()
            .map(name -> score(name) + test)
            .collect(Collectors.joining(" OR "));
  }

  /** Spans that make their trace fail. */
  String failing() {
    return "error IS NOT NULL OR " + low();
  }

  /** Roots of a window. */
  String roots(Part part) {
    return "is_root = true AND " + within(part);
  }

  /** Traces of which a span in the window meets a condition. */
  String anySpan(String condition, Part part) {
    return "ANY_SPAN((" + condition + ") AND " + within(part) + ")";
  }

  /** Traces that fail. */
  String failingTraces(Part part) {
    return anySpan(failing(), part);
  }

  /** The roots of traces that meet conditions, from {@link #traces()}. */
  String rootsOf(Part part, List<String> ofTraces, String ofRoot) {
    List<String> all = new ArrayList<>(List.of(within(part)));
    all.addAll(ofTraces);
    all.add("FILTER_SPANS(" + roots(part) + (ofRoot.isEmpty() ? "" : " AND " + ofRoot) + ")");
    return String.join(" AND ", all);
  }

  /** Traces in which something is missing. */
  List<String> gap(Gap gap) {
    String error = anySpan("error IS NOT NULL", Part.NOW);
    String low = anySpan(low(), Part.NOW);
    String scored = anySpan(scored(), Part.NOW);
    String issue = anySpan("is_root = true AND " + issue(), Part.NOW);
    return switch (gap) {
      case UNSCORED -> List.of("NOT " + scored);
      case ERROR_UNSCORED -> List.of(error, "NOT " + scored);
      case ERROR_SCORED_PASSING -> List.of(error, scored, "NOT " + low);
      case FAILING_WITHOUT_ISSUE -> List.of(failingTraces(Part.NOW), "NOT " + issue);
      case UNCAUGHT -> List.of(error, "NOT " + low, "NOT " + issue);
      case ISSUE_UNSCORED -> List.of(issue, "NOT " + failingTraces(Part.NOW));
    };
  }

  private String issue() {
    String facet = member("facets", plan.issueFacet());
    return facet
        + " IS NOT NULL AND NOT (lower("
        + facet
        + ") IN ("
        + SqlText.literals(TallyPlan.NOTHING)
        + "))";
  }

  /** Counts the failing traces of a cohort. */
  String failingOf(Cohort cohort) {
    return "SELECT count(1) AS failing FROM " + traces() + " WHERE " + inCohort(cohort);
  }

  /** The newest failing traces of a cohort. */
  String examplesOf(Cohort cohort, int most) {
    return examples(inCohort(cohort), most);
  }

  /** The newest traces in which something is missing. */
  String examplesOf(Gap gap, int most) {
    return examples(rootsOf(Part.NOW, gap(gap), ""), most);
  }

  private String examples(String where, int most) {
    return "SELECT id, root_span_id, created, input, output, error FROM "
        + traces()
        + " WHERE "
        + where
        + " ORDER BY created DESC, id LIMIT "
        + most;
  }

  private String inCohort(Cohort cohort) {
    String failing = failingTraces(Part.NOW);
    String value = literal(cohort.value());
    return switch (cohort.figure()) {
      case METADATA ->
          rootsOf(Part.NOW, List.of(failing), member("metadata", cohort.name()) + " = " + value);
      case FACET ->
          rootsOf(Part.NOW, List.of(failing), member("facets", cohort.name()) + " = " + value);
      case TOPIC ->
          rootsOf(
              Part.NOW,
              List.of(failing),
              member("classifications", cohort.name()) + LABEL + " = " + value);
      case TAG -> rootsOf(Part.NOW, List.of(failing), "tags IN (" + value + ")");
      case INPUT_LENGTH -> rootsOf(Part.NOW, List.of(failing), "(" + INPUT_LENGTH + ") = " + value);
      default ->
          rootsOf(
              Part.NOW,
              List.of(failing, anySpan(IS_CALL + " AND metadata.model = " + value, Part.NOW)),
              "");
    };
  }

  /** A cohort's value as SQL has it. */
  static String literal(String value) {
    return value.startsWith("\"") ? SqlText.literal(CohortValue.shown(value)) : value;
  }
}
