package org.braintrustbeam.pipelines.verify;

import java.util.List;
import java.util.Locale;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.transforms.compare.Comparison;
import org.braintrustbeam.transforms.compare.ScoreComparison;
import org.braintrustbeam.transforms.verdict.Figures;
import org.braintrustbeam.transforms.verdict.Judgement;
import org.braintrustbeam.transforms.verdict.NextStep;
import org.jspecify.annotations.Nullable;

/** Lays out {@code bt-flywheel-narrative.md}: for a pull request, a job's summary or a ticket. */
final class Narrative {
  private final Finished run;
  private final StringBuilder text = new StringBuilder();

  private Narrative(Finished run) {
    this.run = run;
  }

  static String of(Finished run) {
    Narrative narrative = new Narrative(run);
    narrative.write();
    return narrative.text.toString();
  }

  private void write() {
    Judgement judged = run.judgement();
    line("## Flywheel run");
    section("Outcome");
    line(
        "**%s**, severity %s, confidence %s, %s",
        judged.outcome().word(),
        judged.severity().word(),
        judged.confidence().word(),
        judged.blocking() ? "blocking" : "not blocking");
    section("Summary");
    line("%s", escaped(judged.summary()));
    line("");
    line("Goal: %s", escaped(run.aim().goal()));
    section("Findings");
    list(judged.findings());
    section("Changes");
    line("None: verifying changes nothing.");
    section("Verification");
    experiments();
    scores();
    list(judged.notes());
    cases("Largest drops", run.regressions());
    cases("Largest rises", run.improvements());
    section("Next steps");
    judged.nextSteps().forEach(this::step);
  }

  private void experiments() {
    NamedObject baseline = run.arms().baseline();
    Comparison comparison = run.comparison();
    line("| | Baseline | New |");
    line("|---|---|---|");
    line(
        "| Experiment | %s | %s |",
        baseline == null ? "-" : link(baseline.name(), run.arms().baselineUrl()),
        link(run.arms().fresh().name(), run.arms().freshUrl()));
    line("| Cases | %d | %d |", comparison.baseline().cases(), comparison.fresh().cases());
    line(
        "| Failed trials | %d | %d |", comparison.baseline().failed(), comparison.fresh().failed());
    line("");
  }

  private void scores() {
    if (run.comparison().scores().isEmpty()) {
      return;
    }
    line("| Score | Baseline | New | Difference | 95 %% interval | p, corrected | Pairs |");
    line("|---|---|---|---|---|---|---|");
    for (ScoreComparison score : run.comparison().scores()) {
      line(
          "| %s | %s | %s | %s | %s | %s | %d |",
          escaped(score.name()),
          Figures.score(score.baseline().mean()),
          Figures.score(score.fresh().mean()),
          Figures.delta(score.delta()),
          Figures.interval(score.interval()),
          Figures.probability(score.adjustedPValue()).replaceFirst("^= ", ""),
          score.pairs());
    }
    line("");
  }

  private void cases(String title, List<Comparison.Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    section(title);
    for (Comparison.Change change : changes) {
      line(
          "- %s %s",
          link(SummaryCases.label(change), run.arms().freshTrace(change.change().freshTrace())),
          "`" + change.change().freshTrace().traceId().replace('`', '\'') + "`");
    }
  }

  private void step(NextStep step) {
    line(
        "- **%s** (%s priority, %s%s): %s",
        step.intent().word(),
        step.priority().word(),
        step.destination().word(),
        step.blocking() ? ", blocking" : "",
        escaped(step.title()));
    line("  `%s`", key(step).replace('`', '\''));
  }

  private String key(NextStep step) {
    return step.idempotencyKey(run.arms().project(), run.arms().fresh().projectId(), run.aim());
  }

  private void list(List<String> items) {
    items.forEach(item -> line("- %s", escaped(item)));
  }

  private static String link(String label, @Nullable String url) {
    return url == null ? escaped(label) : "[" + escaped(label) + "](" + url + ")";
  }

  /** Names are other people's: none may break a table or begin a tag. */
  private static String escaped(String name) {
    return name.replaceAll("\\s+", " ").replaceAll("([\\\\|\\[\\]<>*_`])", "\\\\$1");
  }

  private void section(String title) {
    line("");
    line("### %s", title);
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
