package org.braintrustbeam.transforms.compare;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The trials of one case in one experiment. */
final class CaseArm {
  private static final CaseScores UNSCORED = new CaseScores();

  private final Map<String, CaseScores> scores = new TreeMap<>();
  private @Nullable String group;
  private long trials;
  private long failed;
  private long scorerErrors;

  void add(Trial trial) {
    String known = group;
    group = known == null || trial.group().compareTo(known) < 0 ? trial.group() : known;
    trials++;
    failed += trial.failed() ? 1 : 0;
    scorerErrors += trial.errors().size();
    trial.errors().forEach(name -> of(name).addError());
    trial
        .scores()
        .forEach(
            (name, score) -> {
              if (!score.isNaN()) {
                of(name).add(score, trial.trace());
              }
            });
  }

  private CaseScores of(String name) {
    return scores.computeIfAbsent(name, any -> new CaseScores());
  }

  Iterable<String> names() {
    return scores.keySet();
  }

  CaseScores score(String name) {
    return scores.getOrDefault(name, UNSCORED);
  }

  /** The first of its trials' groups; null without a trial. */
  @Nullable String group() {
    return group;
  }

  boolean isEmpty() {
    return trials == 0;
  }

  ArmCases tally() {
    return isEmpty() ? ArmCases.NONE : new ArmCases(1, trials, failed, scorerErrors);
  }
}
