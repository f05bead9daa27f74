package org.braintrustbeam.pipelines.discover;

import static org.braintrustbeam.pipelines.discover.JsonTree.chance;
import static org.braintrustbeam.pipelines.discover.JsonTree.figure;
import static org.braintrustbeam.pipelines.discover.JsonTree.object;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.transforms.discover.stats.Change;
import org.braintrustbeam.transforms.discover.stats.ChangePoint;
import org.braintrustbeam.transforms.discover.stats.Rate;
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
  private final Examples examples;

  FindingsJson(Findings findings, LogSql sql, Examples examples) {
    this.findings = findings;
    this.sql = sql;
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
    FiguresJson figures = new FiguresJson(findings, sql);
    return object(
        "calls", object("models", figures.calls(true), "span_names", figures.calls(false)),
        "caveats", caveats.all(),
        "changes", changes(),
        "cohorts", new CohortsJson(findings, sql, examples).cohorts(),
        "confidence", caveats.confidence(),
        "coverage", coverage(),
        "failure", failure(),
        "measurement_gaps", gaps(),
        "project",
            object("id", findings.subject().projectId(), "name", findings.subject().project()),
        "schema", schema(),
        "scores", figures.scores(),
        "traffic", figures.traffic(),
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
                            "scores", one.scores(),
                            "queries",
                                object("traces", one.tracesQuery(), "scores", one.scoresQuery())))
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

  private Object changes() {
    List<Object> rows = new ArrayList<>();
    for (Change change : findings.changes()) {
      rows.add(
          object(
              "kind", CohortsJson.word(change.figure()),
              "name", change.name(),
              "now", FiguresJson.rate(change.now()),
              "before", FiguresJson.rate(change.before()),
              "times", figure(change.now().times(change.before())),
              "p", chance(change.p()),
              "p_corrected", chance(change.corrected()),
              "certain", change.certain()));
    }
    return object(
        "looked_at",
        rows.size(),
        "rows",
        rows,
        "points",
        findings.points().stream().map(FindingsJson::point).toList());
  }

  private static Object point(ChangePoint point) {
    return object(
        "kind", CohortsJson.word(point.figure()),
        "name", point.name(),
        "since", point.since(),
        "until", point.until(),
        "lasting", point.lasting(),
        "inside", FiguresJson.rate(point.inside()),
        "outside", FiguresJson.rate(point.outside()),
        "times", figure(point.inside().times(point.outside())),
        "p", chance(point.p()),
        "p_corrected", chance(point.corrected()),
        "certain", point.certain());
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
              Map<String, @Nullable Object> row = CohortsJson.named(one.cohort());
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
                + DatasetTallies.records(dataset.id()));
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
                        "meaning",
                            Sentences.words(gap, findings.plan().issueFacet()).replace("`", "'"),
                        "traces", count,
                        "share", figure(new Rate(traces, count).share()),
                        "query", GapSql.count(sql, gap),
                        "examples", CohortsJson.examples(examples.of(gap)))));
    return all;
  }
}
