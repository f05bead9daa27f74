package org.braintrustbeam.pipelines.discover;

import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.pipelines.discover.Examples.Example;
import org.braintrustbeam.transforms.discover.stats.CohortFinding;
import org.braintrustbeam.transforms.discover.stats.CohortFinding.Verdict;
import org.braintrustbeam.transforms.discover.stats.Uncovered;
import org.braintrustbeam.transforms.discover.tally.Gap;

/** What fails, what does not, and what is not covered, as parts of the findings. */
final class CohortsText {
  private static final int MOST = 10;

  private final Findings findings;
  private final Examples examples;
  private final FindingsLines text;

  CohortsText(Findings findings, Examples examples, FindingsLines text) {
    this.findings = findings;
    this.examples = examples;
    this.text = text;
  }

  void add() {
    addFailureModes();
    addHealthy();
    addCoverage();
    addMeasurement();
  }

  private void addFailureModes() {
    text.section("Failure modes");
    List<CohortFinding> failing = findings.cohorts(Verdict.FAILING);
    for (CohortFinding finding : failing.stream().limit(MOST).toList()) {
      text.item(Sentences.sentence(finding));
      addExamples(examples.of(finding.cohort()));
    }
    addRest(failing.size());
    if (failing.isEmpty()) {
      text.item("No cohort of " + findings.cohorts().size() + " fails more often than the rest.");
    }
    text.queries("`cohorts.queries`, `cohorts.failing`");
  }

  private void addExamples(List<Example> some) {
    for (Example one : some) {
      String where = one.url() == null ? Sentences.quoted(one.id()) : one.url();
      text.line("  - " + one.created() + " " + where);
    }
  }

  private void addRest(int all) {
    if (all > MOST) {
      text.item((all - MOST) + " more in discover.json.");
    }
  }

  private void addHealthy() {
    text.section("Healthy cohorts");
    List<CohortFinding> healthy = findings.cohorts(Verdict.HEALTHY);
    healthy.stream().limit(MOST).forEach(finding -> text.item(Sentences.sentence(finding)));
    addRest(healthy.size());
    if (healthy.isEmpty()) {
      text.item("No cohort fails less often than the rest.");
    }
    text.queries("`cohorts.queries`, `cohorts.healthy`");
  }

  private void addCoverage() {
    text.section("Coverage gaps");
    NamedObject dataset = findings.subject().dataset();
    if (dataset == null) {
      text.item("No dataset was given (--dataset).");
      return;
    }
    List<Uncovered> uncovered = findings.uncovered();
    text.item(
        "Dataset "
            + Sentences.quoted(dataset.name())
            + ": "
            + uncovered.size()
            + " of "
            + findings.compared().size()
            + " cohorts of production are in no record.");
    for (Uncovered one : uncovered.stream().limit(MOST).toList()) {
      text.item(
          Sentences.label(one.cohort())
              + ": "
              + one.rate().count()
              + " traces, "
              + one.rate().failing()
              + " failing.");
    }
    addRest(uncovered.size());
    text.queries("`coverage.query`, `cohorts.queries`");
  }

  private void addMeasurement() {
    text.section("Measurement gaps");
    int size = text.size();
    for (Map.Entry<Gap, Long> gap : findings.gaps().entrySet()) {
      if (gap.getValue() > 0) {
        text.item(
            gap.getValue()
                + " traces "
                + Sentences.words(gap.getKey(), findings.plan().issueFacet())
                + ".");
        addExamples(examples.of(gap.getKey()));
      }
    }
    if (text.size() == size) {
      text.item("None.");
    }
    text.queries("`measurement_gaps`");
  }
}
