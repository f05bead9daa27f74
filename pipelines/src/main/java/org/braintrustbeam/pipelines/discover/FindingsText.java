package org.braintrustbeam.pipelines.discover;

import org.braintrustbeam.transforms.discover.stats.CohortFinding.Verdict;

/** The findings as Markdown, for people. */
final class FindingsText {
  private final Findings findings;
  private final Examples examples;
  private final FindingsLines text = new FindingsLines();

  FindingsText(Findings findings, Examples examples) {
    this.findings = findings;
    this.examples = examples;
  }

  String text() {
    text.line("# Findings: " + Sentences.plain(findings.subject().project()));
    new TrafficText(findings, text).add();
    addSignals();
    new CohortsText(findings, examples, text).add();
    addConfidence();
    return text.text();
  }

  private void addSignals() {
    text.section("Strongest signals");
    int size = text.size();
    findings.certainChanges().forEach(change -> text.item(Sentences.sentence(change)));
    findings.certainPoints().forEach(point -> text.item(Sentences.sentence(point)));
    findings
        .stoppedScores()
        .forEach(
            name ->
                text.item(
                    "Score " + Sentences.quoted(name) + " has stopped: no value in the window."));
    findings.cohorts(Verdict.FAILING).stream()
        .limit(3)
        .forEach(finding -> text.item(Sentences.sentence(finding)));
    if (text.size() == size) {
      text.item("None that is certain.");
    }
    text.queries("`traffic.queries`, `scores.queries`, `cohorts.failing`");
  }

  private void addConfidence() {
    Caveats caveats = new Caveats(findings);
    text.section("Confidence and unknowns");
    text.item("Confidence: " + caveats.confidence() + ".");
    caveats.all().forEach(caveat -> text.item(Sentences.plain(caveat)));
  }
}
