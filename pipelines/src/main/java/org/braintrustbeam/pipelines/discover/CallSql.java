package org.braintrustbeam.pipelines.discover;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.Tally;

/**
 * Aggregates of a value as columns of a query, and back to amounts.
 *
 * @param prefix of the columns' names
 * @param value an expression, a number or null
 * @param fails which of the rows fail
 */
record CallSql(String prefix, String value, String fails) {
  static final Map<Figure, CallSql> MODELS =
      Map.of(
          Figure.MODEL_LATENCY, call("seconds", LogSql.SECONDS),
          Figure.MODEL_TOKENS, call("tokens", LogSql.TOKENS),
          Figure.MODEL_COST, call("dollars", LogSql.DOLLARS));

  static final Map<Figure, CallSql> NAMES =
      Map.of(
          Figure.SPAN_LATENCY, call("seconds", LogSql.SECONDS),
          Figure.SPAN_TOKENS, call("tokens", LogSql.TOKENS),
          Figure.SPAN_COST, call("dollars", LogSql.DOLLARS));

  private static CallSql call(String prefix, String value) {
    return new CallSql(prefix, value, "error IS NOT NULL AND (" + value + ") IS NOT NULL");
  }

  /** All calls of a window by model, or all spans by name. */
  static String query(LogSql sql, Part part, boolean models, long fewest) {
    String name = models ? "metadata.model" : "span_attributes.name";
    StringJoiner columns = new StringJoiner(", ");
    new TreeMap<>(models ? MODELS : NAMES).values().forEach(one -> columns.add(one.columns()));
    return "SELECT "
        + name
        + " AS name, "
        + columns
        + " FROM "
        + sql.spans()
        + " WHERE "
        + sql.within(part)
        + " AND "
        + (models ? LogSql.IS_CALL : name + " IS NOT NULL")
        + " GROUP BY "
        + name
        + (fewest > 1 ? " HAVING count(1) >= " + fewest : "")
        + " ORDER BY count(1) DESC, "
        + name
        + " LIMIT "
        + CohortSql.FULL;
  }

  /** The columns of the aggregates. */
  String columns() {
    StringJoiner columns = new StringJoiner(", ");
    columns.add("count(" + value + ") AS " + prefix + "_n");
    columns.add("sum((" + fails + ") ? 1 : 0) AS " + prefix + "_failing");
    for (String of : new String[] {"sum", "min", "max"}) {
      columns.add(of + "(" + value + ") AS " + prefix + "_" + of);
    }
    Tally.PERCENTILES.forEach(
        (name, share) ->
            columns.add(
                String.format(
                    Locale.ROOT, "percentile(%s, %s) AS %s_%s", value, share, prefix, name)));
    return columns.toString();
  }

  /** What a row of the answer says. */
  Amounts amounts(Map<String, RawJson> row) {
    Map<String, BigDecimal> percentiles = new TreeMap<>();
    for (String name : Tally.PERCENTILES.keySet()) {
      BigDecimal value = Answers.number(row, prefix + "_" + name);
      if (value != null) {
        percentiles.put(name, value);
      }
    }
    return new Amounts(
        Answers.count(row, prefix + "_n"),
        Answers.count(row, prefix + "_failing"),
        Answers.number(row, prefix + "_sum"),
        Answers.number(row, prefix + "_min"),
        Answers.number(row, prefix + "_max"),
        percentiles);
  }
}
