package org.braintrustbeam.pipelines.discover;

import java.util.List;
import java.util.StringJoiner;
import org.braintrustbeam.transforms.discover.tally.Part;

/** The queries of traffic and scores. */
final class HourSql {
  /** Parts of a histogram. */
  static final int TENTHS = 10;

  private static final String HOUR = "date_trunc('hour', created)";

  private final LogSql sql;
  private final List<String> scores;

  HourSql(LogSql sql, List<String> scores) {
    this.sql = sql;
    this.scores = scores;
  }

  /** Spans and errors by hour. */
  String spans(Part part) {
    return byHour("count(1) AS n, count(error) AS failing", sql.spans(), sql.within(part));
  }

  /** Traces by the hour of their root. */
  String traces(Part part) {
    return byHour("count(1) AS n", sql.spans(), sql.roots(part));
  }

  /** Failing traces by the hour of their root. */
  String failingTraces(Part part) {
    return byHour(
        "count(1) AS n", sql.traces(), sql.rootsOf(part, List.of(sql.failingTraces(part)), ""));
  }

  /** Scores by hour; the columns of each have its number. */
  String scoresByHour() {
    return byHour(columns(), sql.spans(), sql.within(Part.NOW));
  }

  /** Of each score how many values are below 0.1, 0.2 … 0.9. */
  String scoresByTenth() {
    StringJoiner columns = new StringJoiner(", ");
    for (int i = 0; i < scores.size(); i++) {
      for (int tenth = 1; tenth < TENTHS; tenth++) {
        columns.add(
            "sum((%s < 0.%d) ? 1 : 0) AS %s"
                .formatted(LogSql.score(scores.get(i)), tenth, below(i, tenth)));
      }
    }
    return "SELECT " + columns + " FROM " + sql.spans() + " WHERE " + sql.within(Part.NOW);
  }

  /** The column with the values below so many tenths of the score of that number. */
  static String below(int number, int tenth) {
    return "score" + number + "_below" + tenth;
  }

  /** Scores of a whole window. */
  String scores(Part part) {
    return "SELECT " + columns() + " FROM " + sql.spans() + " WHERE " + sql.within(part);
  }

  private String columns() {
    StringJoiner columns = new StringJoiner(", ");
    for (int i = 0; i < scores.size(); i++) {
      columns.add(score(i).columns());
    }
    return columns.toString();
  }

  /** The columns of the score of that number. */
  CallSql score(int number) {
    String score = LogSql.score(scores.get(number));
    return new CallSql("score" + number, score, score + sql.failsAt());
  }

  private static String byHour(String columns, String source, String where) {
    return "SELECT "
        + HOUR
        + " AS hour, "
        + columns
        + " FROM "
        + source
        + " WHERE "
        + where
        + " GROUP BY "
        + HOUR
        + " LIMIT "
        + CohortSql.FULL;
  }
}
