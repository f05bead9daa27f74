package org.braintrustbeam.pipelines.discover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.io.braintrust.SqlText;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.pipelines.discover.Answers.Service;

/** Finds a window with enough to see, and what the spans in it have; a few requests. */
final class FindSchema {
  /** Fewer traces tell little of shares. */
  static final long ENOUGH_TRACES = 200;

  /** More columns make the queries too long, and the findings too many to read. */
  private static final int MOST_NAMES = 200;

  private static final int MOST_SCORES = 50;

  private final Service service;
  private final String spans;

  /**
   * A window that was tried.
   *
   * @param length of it
   * @param traces whose roots are in it
   * @param scores that are in it
   * @param tracesQuery what counted the traces
   * @param scoresQuery what told the scores
   */
  record Tried(Duration length, long traces, int scores, String tracesQuery, String scoresQuery) {}

  /**
   * What was found.
   *
   * @param tried the windows, the last one is taken
   * @param schema of that one
   */
  record Found(List<Tried> tried, Schema schema) {
    Duration length() {
      return tried.get(tried.size() - 1).length();
    }
  }

  FindSchema(Service service, String projectId) {
    this.service = service;
    this.spans = SqlText.source(ObjectType.PROJECT_LOGS, projectId);
  }

  Found in(Window window) {
    Duration given = window.length();
    List<Tried> tried = new ArrayList<>();
    Schema schema = new Schema();
    if (given != null) {
      tried.add(attempt(window.until(), given, schema));
    } else {
      for (int days : Window.TRIED) {
        Tried one = attempt(window.until(), Duration.ofDays(days), schema);
        tried.add(one);
        if (one.traces() >= ENOUGH_TRACES && one.scores() > 0) {
          break;
        }
      }
    }
    Duration length = tried.get(tried.size() - 1).length();
    describe(schema, LogSql.between(window.until().minus(length), window.until()));
    return new Found(tried, schema);
  }

  private Tried attempt(Instant until, Duration length, Schema schema) {
    String within = LogSql.between(until.minus(length), until);
    String sql = "SELECT count(1) AS n FROM " + spans + " WHERE is_root = true AND " + within;
    long traces = Answers.onlyCount(service.ask(sql));
    members(schema, Schema.SCORES, "scores", within, MOST_SCORES);
    return new Tried(
        length,
        traces,
        schema.names(Schema.SCORES).size(),
        sql,
        schema.queries().getOrDefault(Schema.SCORES, ""));
  }

  private void describe(Schema schema, String within) {
    String roots = "is_root = true AND " + within;
    members(schema, Schema.FACETS, "facets", roots, MOST_NAMES);
    members(schema, Schema.TOPICS, "classifications", roots, MOST_NAMES);
    members(schema, Schema.METADATA, "metadata", roots, MOST_NAMES);
    ask(
        schema,
        Schema.TAGS,
        "SELECT tag AS name, count(1) AS n FROM "
            + spans
            + " UNPIVOT (tag FOR _ IN (tags)) WHERE "
            + roots
            + " GROUP BY tag"
            + order("tag"),
        MOST_NAMES);
  }

  private void members(Schema schema, String kind, String column, String where, int most) {
    ask(
        schema,
        kind,
        "SELECT member AS name, count(member_value) AS n FROM "
            + spans
            + " UNPIVOT (member_value FOR member IN ("
            + column
            + ")) WHERE "
            + where
            + " AND member_value IS NOT NULL GROUP BY member"
            + order("member"),
        most);
  }

  private static String order(String name) {
    return " ORDER BY count(1) DESC, " + name + " LIMIT " + CohortSql.FULL;
  }

  private void ask(Schema schema, String kind, String sql, int most) {
    Map<String, Long> found = new TreeMap<>();
    List<RawJson> rows = service.ask(sql);
    for (RawJson row : rows.subList(0, Math.min(most, rows.size()))) {
      Map<String, RawJson> fields = row.fields();
      found.put(Answers.text(fields, "name"), Answers.count(fields, "n"));
    }
    schema.kinds().put(kind, found);
    schema.queries().put(kind, sql);
    if (rows.size() > most) {
      schema.leftOut().put(kind, (long) rows.size() - most);
    }
  }
}
