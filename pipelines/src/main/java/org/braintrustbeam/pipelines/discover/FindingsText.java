package org.braintrustbeam.pipelines.discover;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.pipelines.discover.Examples.Example;
import org.braintrustbeam.transforms.discover.stats.CohortFinding;
import org.braintrustbeam.transforms.discover.stats.CohortFinding.Verdict;
import org.braintrustbeam.transforms.discover.stats.Rate;
import org.braintrustbeam.transforms.discover.stats.Uncovered;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Gap;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;

/** The findings as Markdown, for people. */
final class FindingsText {
  private static final int MOST = 10;

  private final Findings findings;
  private final Examples examples;
  private final List<String> lines = new ArrayList<>();

  FindingsText(Findings findings, Examples examples) {
    this.findings = findings;
    this.examples = examples;
  }

  String text() {
    addWindow();
    addSignals();
    addFailureModes();
    addHealthy();
    addCoverage();
    addMeasurement();
    addConfidence();
    return String.join("\n", lines) + "\n";
  }

  private void section(String title) {
    lines.add("");
    lines.add("## " + title);
    lines.add("");
  }

  private void item(String text) {
    lines.add("- " + text);
  }

  /** Where the queries of a section's figures are; in this text they would bury the findings. */
  private void queries(String places) {
    item("Queries: " + places + " in discover.json (--json).");
  }

  private void addWindow() {
    Rate traces = findings.traces(Part.NOW);
    Rate spans = findings.spans(Part.NOW);
    lines.add("# Findings: " + Sentences.oneLine(findings.subject().project()));
    section("Window and traffic");
    item(
        findings.plan().from()
            + " to "
            + findings.plan().until()
            + " ("
            + Sentences.length(findings.plan().length())
            + "); tried "
            + findings.found().tried().stream()
                .map(one -> Sentences.length(one.length()) + ": " + one.traces() + " traces")
                .collect(Collectors.joining(", "))
            + ".");
    item(
        traces.count()
            + " traces, "
            + traces.failing()
            + " failing ("
            + Sentences.percent(traces.share())
            + "); "
            + spans.count()
            + " spans, "
            + spans.failing()
            + " with an error.");
    Rate before = findings.traces(Part.BEFORE);
    item(
        "The window before: "
            + before.count()
            + " traces, "
            + before.failing()
            + " failing ("
            + Sentences.percent(before.share())
            + ").");
    item(
        "A trace fails with an error, or with a score of "
            + findings.plan().failBelow()
            + " or less.");
    addScores();
    addCalls();
    queries("`window.tried`, `traffic.queries`, `scores.queries`, `calls`");
  }

  private void addScores() {
    for (String name : findings.plan().scores()) {
      Amounts score = findings.table().get(TallyKey.now(Figure.SCORE, name, ""));
      if (score.count() > 0) {
        item(
            "Score "
                + Sentences.quoted(name)
                + ": mean "
                + Sentences.number(score.mean())
                + " of "
                + score.count()
                + ", "
                + score.failing()
                + " failing.");
      }
    }
  }

  private void addCalls() {
    findings.table().of(Part.NOW, Figure.MODEL_LATENCY).entrySet().stream()
        .sorted((one, other) -> Long.compare(other.getValue().count(), one.getValue().count()))
        .limit(MOST)
        .forEach(
            entry ->
                item(
                    "Model "
                        + Sentences.quoted(entry.getKey().name())
                        + ": "
                        + entry.getValue().count()
                        + " calls, p50 "
                        + Sentences.number(entry.getValue().percentiles().get("p50"))
                        + " s, p95 "
                        + Sentences.number(entry.getValue().percentiles().get("p95"))
                        + " s"
                        + before(entry.getKey())
                        + cost(entry.getKey().name())
                        + "."));
  }

  private String before(TallyKey latency) {
    BigDecimal p95 = findings.table().get(latency.of(Part.BEFORE)).percentiles().get("p95");
    return p95 == null ? "" : " (before " + Sentences.number(p95) + " s)";
  }

  private String cost(String model) {
    BigDecimal sum = findings.table().get(TallyKey.now(Figure.MODEL_COST, model, "")).sum();
    return sum == null ? "" : ", $" + Sentences.number(sum);
  }

  private void addSignals() {
    section("Strongest signals");
    int size = lines.size();
    findings.certainChanges().forEach(change -> item(Sentences.sentence(change)));
    findings.certainPoints().forEach(point -> item(Sentences.sentence(point)));
    findings
        .stoppedScores()
        .forEach(
            name ->
                item("Score " + Sentences.quoted(name) + " has stopped: no value in the window."));
    findings.cohorts(Verdict.FAILING).stream()
        .limit(3)
        .forEach(finding -> item(Sentences.sentence(finding)));
    if (lines.size() == size) {
      item("None that is certain.");
    }
    queries("`traffic.queries`, `scores.queries`, `cohorts.failing`");
  }

  private void addFailureModes() {
    section("Failure modes");
    List<CohortFinding> failing = findings.cohorts(Verdict.FAILING);
    for (CohortFinding finding : failing.stream().limit(MOST).toList()) {
      item(Sentences.sentence(finding));
      addExamples(examples.of(finding.cohort()));
    }
    addRest(failing.size());
    if (failing.isEmpty()) {
      item("No cohort of " + findings.cohorts().size() + " fails more often than the rest.");
    }
    queries("`cohorts.queries`, `cohorts.failing`");
  }

  private void addExamples(List<Example> some) {
    for (Example one : some) {
      lines.add("  - " + one.created() + " " + (one.url() == null ? one.id() : one.url()));
    }
  }

  private void addRest(int all) {
    if (all > MOST) {
      item((all - MOST) + " more in discover.json.");
    }
  }

  private void addHealthy() {
    section("Healthy cohorts");
    List<CohortFinding> healthy = findings.cohorts(Verdict.HEALTHY);
    healthy.stream().limit(MOST).forEach(finding -> item(Sentences.sentence(finding)));
    addRest(healthy.size());
    if (healthy.isEmpty()) {
      item("No cohort fails less often than the rest.");
    }
    queries("`cohorts.queries`, `cohorts.healthy`");
  }

  private void addCoverage() {
    section("Coverage gaps");
    NamedObject dataset = findings.subject().dataset();
    if (dataset == null) {
      item("No dataset was given (--dataset).");
      return;
    }
    List<Uncovered> uncovered = findings.uncovered();
    item(
        "Dataset "
            + Sentences.quoted(dataset.name())
            + ": "
            + uncovered.size()
            + " of "
            + findings.compared().size()
            + " cohorts of production are in no record.");
    for (Uncovered one : uncovered.stream().limit(MOST).toList()) {
      item(
          Sentences.label(one.cohort())
              + ": "
              + one.rate().count()
              + " traces, "
              + one.rate().failing()
              + " failing.");
    }
    addRest(uncovered.size());
    queries("`coverage.query`, `cohorts.queries`");
  }

  private void addMeasurement() {
    section("Measurement gaps");
    int size = lines.size();
    for (Map.Entry<Gap, Long> gap : findings.gaps().entrySet()) {
      if (gap.getValue() > 0) {
        item(
            gap.getValue()
                + " traces "
                + Sentences.words(gap.getKey(), findings.plan().issueFacet())
                + ".");
        addExamples(examples.of(gap.getKey()));
      }
    }
    if (lines.size() == size) {
      item("None.");
    }
    queries("`measurement_gaps`");
  }

  private void addConfidence() {
    Caveats caveats = new Caveats(findings);
    section("Confidence and unknowns");
    item("Confidence: " + caveats.confidence() + ".");
    caveats.all().forEach(this::item);
  }
}
