package org.braintrustbeam.pipelines.discover;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.io.braintrust.SqlText;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.jspecify.annotations.Nullable;

/**
 * The queries of one kind of cohorts.
 *
 * @param unpivot what takes the cohorts out of a root; empty if its columns are they
 * @param name the name of a cohort, null where there is one only
 * @param value its value
 * @param count what counts the traces
 */
record CohortSql(String unpivot, @Nullable String name, String value, String count) {
  /** Rows of an answer that say it is cut off. */
  static final int FULL = TallyTable.MOST;

  /** Those with few values: all of them are asked for. */
  static final Set<Figure> FEW = EnumSet.of(Figure.MODEL, Figure.INPUT_LENGTH);

  private static final String NAME = "cohort_name";
  private static final String VALUE = "cohort_value";

  static CohortSql of(Figure figure) {
    return switch (figure) {
      case METADATA -> members("metadata", "");
      case FACET -> members("facets", "");
      case TOPIC -> members("classifications", "[0].label");
      case TAG ->
          new CohortSql(
              " UNPIVOT (" + VALUE + " FOR _ IN (tags))", null, VALUE, "count_distinct(id)");
      case INPUT_LENGTH -> new CohortSql("", null, "(" + LogSql.INPUT_LENGTH + ")", "count(1)");
      case MODEL -> new CohortSql("", null, "metadata.model", "count_distinct(root_span_id)");
      default -> throw new IllegalArgumentException(figure + " makes no cohorts");
    };
  }

  private static CohortSql members(String column, String path) {
    return new CohortSql(
        " UNPIVOT (" + VALUE + " FOR " + NAME + " IN (" + column + "))",
        NAME,
        VALUE + path,
        "count(1)");
  }

  /** Counts by cohort, those of at least {@code fewest}, the largest first. */
  String counts(String source, String where, long fewest) {
    String keys = name == null ? value : name + ", " + value;
    return "SELECT "
        + (name == null ? "" : name + " AS name, ")
        + value
        + " AS value, "
        + count
        + " AS n FROM "
        + source
        + unpivot
        + " WHERE "
        + where
        + " AND "
        + value
        + " IS NOT NULL GROUP BY "
        + keys
        + (fewest > 1 ? " HAVING " + count + " >= " + fewest : "")
        + " ORDER BY "
        + count
        + " DESC, "
        + keys
        + " LIMIT "
        + FULL;
  }

  /** How many values there are by name, and in how many traces. */
  String totals(String source, String where) {
    return "SELECT "
        + (name == null ? "" : name + " AS name, ")
        + "count_distinct("
        + value
        + ") AS kinds, count(1) AS n FROM "
        + source
        + unpivot
        + " WHERE "
        + where
        + " AND "
        + value
        + " IS NOT NULL"
        + (name == null ? "" : " GROUP BY " + name)
        + " LIMIT "
        + FULL;
  }

  /** Only cohorts of these values, as SQL literals. */
  String among(List<String> literals) {
    return value + " IN (" + String.join(", ", literals) + ")";
  }

  /** Only cohorts of these names, as SQL literals. */
  String named(List<String> literals) {
    return name + " IN (" + String.join(", ", literals) + ")";
  }

  /**
   * Which roots, or calls, and of which traces.
   *
   * @param metadataKeys those that make cohorts
   */
  static String where(LogSql sql, Set<String> metadataKeys, Figure figure, boolean failing) {
    if (figure != Figure.METADATA || metadataKeys.isEmpty()) {
      return where(sql, figure, failing);
    }
    List<String> names = metadataKeys.stream().sorted().map(SqlText::literal).toList();
    return where(sql, figure, failing) + " AND " + of(figure).named(names);
  }

  private static String where(LogSql sql, Figure figure, boolean failing) {
    List<String> traces = failing ? List.of(sql.failingTraces(Part.NOW)) : List.of();
    if (figure == Figure.MODEL) {
      String conditions = sql.within(Part.NOW) + " AND " + sql.anySpan("is_root = true", Part.NOW);
      return conditions
          + (failing ? " AND " + traces.get(0) : "")
          + " AND FILTER_SPANS("
          + LogSql.IS_CALL
          + " AND "
          + sql.within(Part.NOW)
          + ")";
    }
    return failing ? sql.rootsOf(Part.NOW, traces, "") : sql.roots(Part.NOW);
  }

  /** What those rows are taken from. */
  static String source(LogSql sql, Figure figure, boolean failing) {
    return failing || figure == Figure.MODEL ? sql.traces() : sql.spans();
  }
}
