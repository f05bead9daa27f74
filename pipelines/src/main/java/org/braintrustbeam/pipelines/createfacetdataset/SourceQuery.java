package org.braintrustbeam.pipelines.createfacetdataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.io.braintrust.SqlText;
import org.braintrustbeam.pipelines.command.UsageException;
import org.braintrustbeam.pipelines.labelling.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for of the source, in the service's SQL: names and ids quoted by us, the user's own
 * SQL in brackets.
 *
 * @param spans which spans, whenever they were created
 * @param window when, as the user says
 */
record SourceQuery(String spans, String window) {
  /** What is needed of a span. */
  static final List<String> COLUMNS =
      List.of(
          "root_span_id", "span_id", "created", "input", "output", "metadata", "span_attributes");

  /** What is needed of a trace's finalised facets. */
  static final List<String> FACET_COLUMNS = List.of("root_span_id", "span_id", "created", "facets");

  /** Which rows have them. */
  static final String HAS_FACETS = "facets IS NOT NULL";

  static SourceQuery of(SourceOptions options) {
    List<String> conditions = new ArrayList<>();
    conditions.add("span_attributes.type = 'llm'");
    conditions.add("metadata.model IN (" + SqlText.literals(models(options)) + ")");
    if (options.getExtraWhereSql() != null) {
      conditions.add(SqlFragment.inBrackets("--extra-where-sql", options.getExtraWhereSql()));
    }
    String window =
        "created >= "
            + SqlFragment.inBrackets("--created-after-sql", options.getCreatedAfterSql())
            + " AND created < "
            + SqlFragment.inBrackets("--created-before-sql", options.getCreatedBeforeSql());
    return new SourceQuery(String.join(" AND ", conditions), window);
  }

  private static List<String> models(SourceOptions options) {
    List<String> models =
        Arrays.stream(options.getSourceModel().split(",", -1))
            .map(String::strip)
            .filter(model -> !model.isEmpty())
            .distinct()
            .toList();
    if (models.isEmpty()) {
      throw new UsageException("--source-model must name a model");
    }
    return models;
  }

  /** The spans of the window. */
  String spansInWindow() {
    return spans + " AND " + window;
  }

  /** The spans between these times; of the whole window, if none are known. */
  String spansWithin(@Nullable TimeRange range) {
    return range == null ? spansInWindow() : spans + " AND " + range.within();
  }

  /** For people: what would give the same spans at once. */
  static String spansText(String projectId, String condition, int limit) {
    return select(COLUMNS, projectId)
        + "\nWHERE "
        + condition
        + "\nORDER BY created DESC"
        + (limit == 0 ? "" : "\nLIMIT " + limit)
        + "\n";
  }

  /** For people: what is asked once for every 100 traces. */
  static String facetsText(String projectId) {
    return select(FACET_COLUMNS, projectId)
        + "\nWHERE root_span_id IN (<ids of 100 traces>) AND "
        + HAS_FACETS
        + "\n";
  }

  /** The traces that the user names, as a condition for people. */
  static String inTraces(List<String> roots) {
    return "root_span_id IN (" + SqlText.literals(roots) + ")";
  }

  private static String select(List<String> columns, String projectId) {
    return "SELECT id, "
        + String.join(", ", columns)
        + "\nFROM "
        + SqlText.source(ObjectType.PROJECT_LOGS, projectId);
  }
}
