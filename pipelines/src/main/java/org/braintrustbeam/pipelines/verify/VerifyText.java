package org.braintrustbeam.pipelines.verify;

import java.util.List;
import java.util.Locale;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.transforms.compare.ArmCases;
import org.braintrustbeam.transforms.compare.Comparison;
import org.braintrustbeam.transforms.compare.ScoreComparison;
import org.braintrustbeam.transforms.verdict.Figures;
import org.braintrustbeam.transforms.verdict.Judgement;
import org.braintrustbeam.transforms.verdict.NextStep;
import org.jspecify.annotations.Nullable;

/** The result on a terminal. */
final class VerifyText {
  private static final int SHOWN = 3;

  private final Finished run;
  private final StringBuilder text = new StringBuilder();

  private VerifyText(Finished run) {
    this.run = run;
  }

  static String of(Finished run) {
    VerifyText result = new VerifyText(run);
    result.write();
    return result.text.toString();
  }

  private void write() {
    Judgement judged = run.judgement();
    Comparison comparison = run.comparison();
    line(
        "%s (severity %s, confidence %s%s)",
        judged.outcome().word(),
        judged.severity().word(),
        judged.confidence().word(),
        judged.blocking() ? ", blocking" : "");
    line("%s", judged.summary());
    line("");
    arm("new", run.arms().fresh(), comparison.fresh());
    NamedObject baseline = run.arms().baseline();
    if (baseline != null) {
      arm("baseline", baseline, comparison.baseline());
    }
    scores(comparison.scores());
    judged.notes().forEach(note -> line("note: %s", note));
    cases("Largest drops:", run.regressions());
    cases("Largest rises:", run.improvements());
    line("");
    line("Next steps:");
    judged.nextSteps().forEach(this::step);
    line("");
    line(
        "Written: %s, %s",
        run.handoff().file(Handoff.SUMMARY), run.handoff().file(Handoff.NARRATIVE));
  }

  private void arm(String role, NamedObject experiment, ArmCases arm) {
    line(
        "%-9s %s: %s, %s, %s",
        role,
        experiment.name(),
        Figures.count(arm.cases(), "case"),
        Figures.count(arm.trials(), "trial"),
        Figures.count(arm.errors(), "error"));
  }

  private void scores(List<ScoreComparison> scores) {
    if (scores.isEmpty()) {
      return;
    }
    int width = scores.stream().mapToInt(score -> score.name().length()).max().orElse(0);
    String name = "%-" + Math.max(5, width) + "s";
    line("");
    line(name + "  baseline     new   delta  95 %% interval     p corrected  pairs", "score");
    for (ScoreComparison score : scores) {
      line(
          name + "  %8s  %6s  %6s  %-16s  %-11s  %5d",
          score.name(),
          Figures.score(score.baseline().mean()),
          Figures.score(score.fresh().mean()),
          Figures.delta(score.delta()),
          Figures.interval(score.interval()),
          Figures.probability(score.adjustedPValue()).replaceFirst("^= ", ""),
          score.pairs());
    }
  }

  private void cases(String title, List<Comparison.Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    line("");
    line("%s", title);
    for (Comparison.Change change : changes.subList(0, Math.min(SHOWN, changes.size()))) {
      @Nullable String url = run.arms().freshTrace(change.change().freshTrace());
      line(
          "  %s  %s",
          SummaryCases.label(change), url == null ? change.change().freshTrace().traceId() : url);
    }
  }

  private void step(NextStep step) {
    line("  %s (%s): %s", step.intent().word(), step.priority().word(), step.title());
  }

  /** Names are other people's: none may speak to the terminal. */
  private void line(String format, Object... values) {
    String line = String.format(Locale.ROOT, format, values);
    text.append(line.replaceAll("\\p{Cntrl}+", " ").stripTrailing()).append('\n');
  }
}
