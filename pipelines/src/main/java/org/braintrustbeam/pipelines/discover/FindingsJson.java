package org.braintrustbeam.pipelines.discover;

import static org.braintrustbeam.pipelines.discover.JsonTree.chance;
import static org.braintrustbeam.pipelines.discover.JsonTree.figure;
import static org.braintrustbeam.pipelines.discover.JsonTree.object;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.pipelines.discover.Examples.Example;
import org.braintrustbeam.transforms.discover.stats.Change;
import org.braintrustbeam.transforms.discover.stats.CohortFinding;
import org.braintrustbeam.transforms.discover.stats.CohortFinding.Verdict;
import org.braintrustbeam.transforms.discover.stats.Rate;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Cohort;
import org.braintrustbeam.transforms.discover.tally.CohortValue;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.jspecify.annotations.Nullable;

/**
 * The findings as {@code discover.json}: keys sorted, each section with the queries that give its
 * figures. The same bytes on every runner; docs/flywheel.md names the keys.
 */
final class FindingsJson {
  private final Findings findings;
  private final LogSql sql;
  private final HourSql hours;
  private final Examples examples;

  FindingsJson(Findings findings, LogSql sql, Examples examples) {
    this.findings = findings;
    this.sql = sql;
    this.hours = new HourSql(sql, findings.plan().scores());
    this.examples = examples;
  }

  void writeTo(OutputStream out) throws IOException {
    Map<String, @Nullable Object> tree = tree();
    ResultJson.writeObject(
        out,
        json -> {
          for (Map.Entry<String, @Nullable Object> member : tree.entrySet()) {
            json.writeFieldName(member.getKey());
            JsonTree.write(json, member.getValue());
          }
        });
  }

  private Map<String, @Nullable Object> tree() {
    Caveats caveats = new Caveats(findings);
    return object(
        "calls", object("models", calls(true), "span_names", calls(false)),
        "caveats", caveats.all(),
        "changes", changes(),
        "cohorts", cohorts(),
        "confidence", caveats.confidence(),
        "coverage", coverage(),
        "failure", failure(),
        "measurement_gaps", gaps(),
        "project",
            object("id", findings.subject().projectId(), "name", findings.subject().project()),
        "schema", schema(),
        "scores", scores(),
        "traffic", traffic(),
        "window", window());
  }

  private Object window() {
    return object(
        "from", findings.plan().from(),
        "until", findings.plan().until(),
        "hours", findings.plan().length().toHours(),
        "before_from", findings.plan().before(),
        "tried",
            findings.found().tried().stream()
                .map(
                    one ->
                        object(
                            "hours", one.length().toHours(),
                            "traces", one.traces(),
                            "scores", one.scores()))
                .toList());
  }

  private Object schema() {
    Schema schema = findings.found().schema();
    Map<String, @Nullable Object> kinds = new TreeMap<>();
    schema
        .kinds()
        .forEach(
            (kind, names) ->
                kinds.put(
                    kind,
                    object(
                        "names", new TreeMap<>(names),
                        "left_out", schema.leftOut().getOrDefault(kind, 0L),
                        "query", schema.queries().get(kind))));
    return kinds;
  }

  private Object failure() {
    return object(
        "condition", sql.failing(),
        "fail_below", findings.plan().failBelow(),
        "issue_facet", findings.plan().issueFacet(),
        "scores", findings.plan().scores());
  }

  private static Map<String, @Nullable Object> rate(Rate rate) {
    return object("count", rate.count(), "failing", rate.failing(), "share", figure(rate.share()));
  }

  private Object traffic() {
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
    Map<String, @Nullable Object> percentiles = new TreeMap<>();
    amounts.percentiles().forEach((name, value) -> percentiles.put(name, figure(value)));
    return object(
        "count", amounts.count(),
        "failing", amounts.failing(),
        "mean", figure(amounts.mean()),
        "min", figure(amounts.least()),
        "max", figure(amounts.greatest()),
        "percentiles", percentiles);
  }

  private Object scores() {
    List<Object> all = new ArrayList<>();
    for (String name : findings.plan().scores()) {
      TallyKey key = TallyKey.now(Figure.SCORE, name, "");
      Map<String, @Nullable Object> score = amounts(findings.table().get(key));
      score.put("name", name);
      score.put("before", amounts(findings.table().get(key.of(Part.BEFORE))));
      score.put("hours", scoreHours(name));
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
                "hours", hours.scoresByHour()));
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
                        "mean", figure(amounts.mean())));
              }
            });
    return byHour;
  }

  private Object calls(boolean models) {
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

  private Object cohorts() {
    List<CohortFinding> failing = findings.cohorts(Verdict.FAILING);
    List<CohortFinding> healthy = findings.cohorts(Verdict.HEALTHY);
    Map<String, @Nullable Object> queries = new TreeMap<>();
    for (Figure figure : Figure.COHORTS) {
      CohortSql cohorts = CohortSql.of(figure);
      queries.put(
          word(figure),
          cohorts.counts(
              CohortSql.source(sql, figure, false),
              CohortSql.where(sql, figure, false),
              findings.plan().minCohort()));
    }
    return object(
        "looked_at", findings.cohorts().size(),
        "min_cohort", findings.plan().minCohort(),
        "min_ratio", figure(Rate.LEAST_RATIO),
        "significance", figure(findings.significance()),
        "correction", "holm",
        "failing_count", failing.size(),
        "failing", failing.stream().limit(Findings.MOST_SHOWN).map(this::cohort).toList(),
        "healthy_count", healthy.size(),
        "healthy", healthy.stream().limit(Findings.MOST_SHOWN).map(this::cohort).toList(),
        "left_out", leftOut(),
        "queries", queries);
  }

  static String word(Figure figure) {
    return figure.name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, @Nullable Object> named(Cohort cohort) {
    return object(
        "kind", word(cohort.figure()),
        "name", cohort.name(),
        "value", CohortValue.shown(cohort.value()));
  }

  private Map<String, @Nullable Object> cohort(CohortFinding finding) {
    Map<String, @Nullable Object> cohort = named(finding.cohort());
    cohort.put("traces", finding.rate().count());
    cohort.put("failing", finding.rate().failing());
    cohort.put("share", figure(finding.rate().share()));
    cohort.put("lift", figure(finding.lift()));
    cohort.put("p", chance(finding.p()));
    cohort.put("p_corrected", chance(finding.corrected()));
    cohort.put("query", sql.failingOf(finding.cohort()));
    cohort.put("examples", examples(examples.of(finding.cohort())));
    return cohort;
  }

  private static List<Object> examples(List<Example> examples) {
    List<Object> all = new ArrayList<>();
    for (Example one : examples) {
      all.add(
          object(
              "id", one.id(),
              "root_span_id", one.trace(),
              "created", one.created(),
              "url", one.url()));
    }
    return all;
  }

  private List<Object> leftOut() {
    List<Object> all = new ArrayList<>();
    findings
        .table()
        .leftOut()
        .forEach(
            (key, some) -> {
              if (key.part() == Part.NOW) {
                all.add(
                    object(
                        "kind", word(key.figure()),
                        "name", key.name(),
                        "values", some.values(),
                        "traces", some.traces()));
              }
            });
    return all;
  }

  private Object changes() {
    List<Object> rows = new ArrayList<>();
    for (Change change : findings.changes()) {
      rows.add(
          object(
              "kind", word(change.figure()),
              "name", change.name(),
              "now", rate(change.now()),
              "before", rate(change.before()),
              "times", figure(change.now().times(change.before())),
              "p", chance(change.p()),
              "p_corrected", chance(change.corrected()),
              "certain", change.certain()));
    }
    return object("looked_at", rows.size(), "rows", rows);
  }

  private @Nullable Object coverage() {
    NamedObject dataset = findings.subject().dataset();
    if (dataset == null) {
      return null;
    }
    List<Object> missing = new ArrayList<>();
    findings
        .uncovered()
        .forEach(
            one -> {
              Map<String, @Nullable Object> row = named(one.cohort());
              row.put("traces", one.rate().count());
              row.put("failing", one.rate().failing());
              missing.add(row);
            });
    return object(
        "dataset",
            object(
                "id", dataset.id(),
                "name", dataset.name()),
        "records", findings.table().get(new TallyKey(Part.DATASET, Figure.TRACES, "", "")).count(),
        "compared", findings.compared().size(),
        "missing", missing,
        "query",
            "SELECT id, metadata, facets, classifications, "
                + LogSql.INPUT_LENGTH
                + " AS input_length FROM "
                + PushDown.records(dataset.id()));
  }

  private List<Object> gaps() {
    long traces = findings.traces(Part.NOW).count();
    List<Object> all = new ArrayList<>();
    findings
        .gaps()
        .forEach(
            (gap, count) ->
                all.add(
                    object(
                        "name", gap.word(),
                        "traces", count,
                        "share", figure(new Rate(traces, count).share()),
                        "query", GapSql.count(sql, gap),
                        "examples", examples(examples.of(gap)))));
    return all;
  }
}
