package org.braintrustbeam.pipelines.discover;

import static org.braintrustbeam.pipelines.discover.JsonTree.figure;
import static org.braintrustbeam.pipelines.discover.JsonTree.object;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.braintrustbeam.transforms.discover.stats.Rate;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.jspecify.annotations.Nullable;

/** Traffic, scores and calls as parts of {@code discover.json}. */
final class FiguresJson {
  private final Findings findings;
  private final LogSql sql;
  private final HourSql hours;

  FiguresJson(Findings findings, LogSql sql) {
    this.findings = findings;
    this.sql = sql;
    this.hours = new HourSql(sql, findings.plan().scores());
  }

  static Map<String, @Nullable Object> rate(Rate rate) {
    return object("count", rate.count(), "failing", rate.failing(), "share", figure(rate.share()));
  }

  Object traffic() {
    Set<String> all = new TreeSet<>();
    Map<TallyKey, Amounts> traces = findings.table().of(Part.NOW, Figure.TRACES);
    Map<TallyKey, Amounts> spans = findings.table().of(Part.NOW, Figure.SPANS);
    traces.keySet().forEach(key -> all.add(key.name()));
    spans.keySet().forEach(key -> all.add(key.name()));
    List<Object> byHour = new ArrayList<>();
    for (String hour : all) {
      Amounts ofTraces = findings.table().get(TallyKey.now(Figure.TRACES, hour, ""));
      Amounts ofSpans = findings.table().get(TallyKey.now(Figure.SPANS, hour, ""));
      byHour.add(
          object(
              "hour", hour,
              "traces", ofTraces.count(),
              "failing", ofTraces.failing(),
              "spans", ofSpans.count(),
              "errors", ofSpans.failing()));
    }
    return object(
        "traces", rate(findings.traces(Part.NOW)),
        "spans", rate(findings.spans(Part.NOW)),
        "before",
            object(
                "traces", rate(findings.traces(Part.BEFORE)),
                "spans", rate(findings.spans(Part.BEFORE))),
        "hours", byHour,
        "queries",
            object(
                "traces", hours.traces(Part.NOW),
                "failing", hours.failingTraces(Part.NOW),
                "spans", hours.spans(Part.NOW),
                "traces_before", hours.traces(Part.BEFORE),
                "failing_before", hours.failingTraces(Part.BEFORE),
                "spans_before", hours.spans(Part.BEFORE)));
  }

  private static Map<String, @Nullable Object> amounts(Amounts amounts) {
    return object(
        "count", amounts.count(),
        "failing", amounts.failing(),
        "mean", figure(amounts.mean()),
        "min", figure(amounts.least()),
        "max", figure(amounts.greatest()),
        "percentiles", percentiles(amounts));
  }

  private static Map<String, @Nullable Object> percentiles(Amounts amounts) {
    Map<String, @Nullable Object> percentiles = new TreeMap<>();
    amounts.percentiles().forEach((name, value) -> percentiles.put(name, figure(value)));
    return percentiles;
  }

  /** How many values lie in each tenth. */
  private List<Object> histogram(String name) {
    List<Object> counts = new ArrayList<>();
    for (int tenth = 0; tenth < HourSql.TENTHS; tenth++) {
      TallyKey key = TallyKey.now(Figure.SCORE_TENTH, name, Integer.toString(tenth));
      counts.add(findings.table().get(key).count());
    }
    return counts;
  }

  Object scores() {
    List<Object> all = new ArrayList<>();
    for (String name : findings.plan().scores()) {
      TallyKey key = TallyKey.now(Figure.SCORE, name, "");
      Map<String, @Nullable Object> score = amounts(findings.table().get(key));
      score.put("name", name);
      score.put("before", amounts(findings.table().get(key.of(Part.BEFORE))));
      score.put("hours", scoreHours(name));
      score.put("histogram", histogram(name));
      all.add(score);
    }
    if (all.isEmpty()) {
      return object("scores", all, "stopped", List.of(), "queries", object());
    }
    return object(
        "scores", all,
        "stopped", findings.stoppedScores(),
        "queries",
            object(
                "total", hours.scores(Part.NOW),
                "before", hours.scores(Part.BEFORE),
                "hours", hours.scoresByHour(),
                "histogram", hours.scoresByTenth()));
  }

  private List<Object> scoreHours(String name) {
    List<Object> byHour = new ArrayList<>();
    findings
        .table()
        .of(Part.NOW, Figure.SCORE_HOUR)
        .forEach(
            (key, amounts) -> {
              if (key.name().equals(name)) {
                byHour.add(
                    object(
                        "hour", key.value(),
                        "count", amounts.count(),
                        "failing", amounts.failing(),
                        "mean", figure(amounts.mean()),
                        "percentiles", percentiles(amounts)));
              }
            });
    return byHour;
  }

  Object calls(boolean models) {
    Map<Figure, CallSql> figures = models ? CallSql.MODELS : CallSql.NAMES;
    Map<String, Map<String, @Nullable Object>> byName = new TreeMap<>();
    figures.forEach(
        (figure, columns) ->
            findings
                .table()
                .of(Part.NOW, figure)
                .forEach(
                    (key, amounts) -> {
                      Map<String, @Nullable Object> all = amounts(amounts);
                      all.put("before", amounts(findings.table().get(key.of(Part.BEFORE))));
                      byName
                          .computeIfAbsent(key.name(), name -> object("name", name))
                          .put(columns.prefix(), all);
                    }));
    long fewest = findings.plan().minCohort();
    return object(
        "rows", new ArrayList<>(byName.values()),
        "query", CallSql.query(sql, Part.NOW, models, fewest),
        "query_before", CallSql.query(sql, Part.BEFORE, models, fewest));
  }
}
