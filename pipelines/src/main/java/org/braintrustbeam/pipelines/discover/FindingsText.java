package org.braintrustbeam.pipelines.discover;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.pipelines.discover.Examples.Example;
import org.braintrustbeam.transforms.discover.stats.Change;
import org.braintrustbeam.transforms.discover.stats.CohortFinding;
import org.braintrustbeam.transforms.discover.stats.CohortFinding.Verdict;
import org.braintrustbeam.transforms.discover.stats.Rate;
import org.braintrustbeam.transforms.discover.stats.Uncovered;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Cohort;
import org.braintrustbeam.transforms.discover.tally.CohortValue;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Gap;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.jspecify.annotations.Nullable;

/** The findings as Markdown, for people. */
final class FindingsText {
  private static final int MOST = 10;
  private static final MathContext DIGITS = new MathContext(3);

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

  private void addWindow() {
    Rate traces = findings.traces(Part.NOW);
    Rate spans = findings.spans(Part.NOW);
    lines.add("# Findings: " + oneLine(findings.subject().project()));
    section("Window and traffic");
    item(
        findings.plan().from()
            + " to "
            + findings.plan().until()
            + " ("
            + length(findings.plan().length())
            + "); tried "
            + findings.found().tried().stream()
                .map(one -> length(one.length()) + ": " + one.traces() + " traces")
                .collect(Collectors.joining(", "))
            + ".");
    item(
        count(traces)
            + " traces, "
            + traces.failing()
            + " failing ("
            + percent(traces.share())
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
            + percent(before.share())
            + ").");
    item(
        "A trace fails with an error, or with a score of "
            + findings.plan().failBelow()
            + " or less.");
    addScores();
    addCalls();
  }

  private void addScores() {
    for (String name : findings.plan().scores()) {
      Amounts score = findings.table().get(TallyKey.now(Figure.SCORE, name, ""));
      if (score.count() > 0) {
        item(
            "Score "
                + quoted(name)
                + ": mean "
                + number(score.mean())
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
                        + quoted(entry.getKey().name())
                        + ": "
                        + entry.getValue().count()
                        + " calls, p50 "
                        + number(entry.getValue().percentiles().get("p50"))
                        + " s, p95 "
                        + number(entry.getValue().percentiles().get("p95"))
                        + " s"
                        + before(entry.getKey())
                        + cost(entry.getKey().name())
                        + "."));
  }

  private String before(TallyKey latency) {
    BigDecimal p95 = findings.table().get(latency.of(Part.BEFORE)).percentiles().get("p95");
    return p95 == null ? "" : " (before " + number(p95) + " s)";
  }

  private String cost(String model) {
    BigDecimal sum = findings.table().get(TallyKey.now(Figure.MODEL_COST, model, "")).sum();
    return sum == null ? "" : ", $" + number(sum);
  }

  private void addSignals() {
    section("Strongest signals");
    int size = lines.size();
    findings.certainChanges().forEach(change -> item(sentence(change)));
    findings
        .stoppedScores()
        .forEach(name -> item("Score " + quoted(name) + " has stopped: no value in the window."));
    findings.cohorts(Verdict.FAILING).stream().limit(3).forEach(finding -> item(sentence(finding)));
    if (lines.size() == size) {
      item("None that is certain.");
    }
  }

  private static String sentence(Change change) {
    String what =
        switch (change.figure()) {
          case TRACES -> "Failing traces";
          case SPANS -> "Spans with an error";
          default -> "Failing values of score " + quoted(change.name());
        };
    return what
        + ": "
        + percent(change.now().share())
        + ", before "
        + percent(change.before().share())
        + " (p "
        + JsonTree.chance(change.corrected())
        + " corrected).";
  }

  private static String sentence(CohortFinding finding) {
    return label(finding.cohort())
        + ": "
        + finding.rate().failing()
        + " of "
        + finding.rate().count()
        + " fail ("
        + percent(finding.rate().share())
        + "), "
        + number(BigDecimal.valueOf(finding.lift()))
        + " times the share of all (p "
        + JsonTree.chance(finding.corrected())
        + " corrected).";
  }

  private void addFailureModes() {
    section("Failure modes");
    List<CohortFinding> failing = findings.cohorts(Verdict.FAILING);
    for (CohortFinding finding : failing.stream().limit(MOST).toList()) {
      item(sentence(finding));
      addExamples(examples.of(finding.cohort()));
    }
    addRest(failing.size());
    if (failing.isEmpty()) {
      item("No cohort of " + findings.cohorts().size() + " fails more often than the rest.");
    }
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
    healthy.stream().limit(MOST).forEach(finding -> item(sentence(finding)));
    addRest(healthy.size());
    if (healthy.isEmpty()) {
      item("No cohort fails less often than the rest.");
    }
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
            + quoted(dataset.name())
            + ": "
            + uncovered.size()
            + " of "
            + findings.compared().size()
            + " cohorts of production are in no record.");
    for (Uncovered one : uncovered.stream().limit(MOST).toList()) {
      item(
          label(one.cohort())
              + ": "
              + one.rate().count()
              + " traces, "
              + one.rate().failing()
              + " failing.");
    }
    addRest(uncovered.size());
  }

  private void addMeasurement() {
    section("Measurement gaps");
    int size = lines.size();
    for (Map.Entry<Gap, Long> gap : findings.gaps().entrySet()) {
      if (gap.getValue() > 0) {
        item(gap.getValue() + " traces " + words(gap.getKey()) + ".");
        addExamples(examples.of(gap.getKey()));
      }
    }
    if (lines.size() == size) {
      item("None.");
    }
  }

  private String words(Gap gap) {
    String facet = "facet " + quoted(findings.plan().issueFacet());
    return switch (gap) {
      case UNSCORED -> "have no score";
      case ERROR_UNSCORED -> "have an error and no score";
      case ERROR_SCORED_PASSING -> "have an error, and all of their scores pass";
      case FAILING_WITHOUT_ISSUE -> "fail, and " + facet + " has found nothing";
      case UNCAUGHT -> "have an error that no score and no " + facet + " tells";
      case ISSUE_UNSCORED -> "have something in " + facet + " that no score and no error tells";
    };
  }

  private void addConfidence() {
    Caveats caveats = new Caveats(findings);
    section("Confidence and unknowns");
    item("Confidence: " + caveats.confidence() + ".");
    caveats.all().forEach(this::item);
  }

  private static String label(Cohort cohort) {
    String value = quoted(CohortValue.shown(cohort.value()));
    return switch (cohort.figure()) {
      case METADATA -> "metadata " + quoted(cohort.name()) + " = " + value;
      case FACET -> "facet " + quoted(cohort.name()) + " = " + value;
      case TOPIC -> "topic " + quoted(cohort.name()) + " = " + value;
      case TAG -> "tag " + value;
      case MODEL -> "model " + value;
      default -> "input of " + CohortValue.shown(cohort.value()) + " characters";
    };
  }

  /** As code, so that Markdown leaves it as it is. */
  private static String quoted(String text) {
    return "`" + oneLine(text).replace('`', '\'') + "`";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ");
  }

  private static String count(Rate rate) {
    return Long.toString(rate.count());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String number(@Nullable BigDecimal value) {
    return value == null ? "?" : value.round(DIGITS).stripTrailingZeros().toPlainString();
  }

  private static String length(Duration length) {
    long hours = length.toHours();
    return hours % 24 == 0 ? hours / 24 + " d" : hours + " h";
  }
}
