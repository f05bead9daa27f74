package org.braintrustbeam.transforms.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.keys.InputKey;

/** Two experiments made up of trials, compared without a pipeline. */
public final class TwoExperiments {
  private static final String SCORE = "Quality";

  /** Digests take their time, and simulations use the same names again and again. */
  private static final Map<String, InputKey> KEYS = new ConcurrentHashMap<>();

  private final List<Trial> trials = new ArrayList<>();

  /** A trial of a case. */
  public TwoExperiments with(Arm arm, String testCase, Map<String, Double> scores) {
    return with(arm, testCase, scores, Set.of(), false);
  }

  /** The same, with what went wrong. */
  public TwoExperiments with(
      Arm arm, String testCase, Map<String, Double> scores, Set<String> errors, boolean failed) {
    String id = arm.word() + "-" + testCase + "-" + trials.size();
    InputKey input =
        KEYS.computeIfAbsent(testCase, name -> InputKey.of(RawJson.of('"' + name + '"')));
    trials.add(
        new Trial(
            arm, true, "", id, new TraceRef(id, id), "", null, input, failed, scores, errors));
    return this;
  }

  /** One score of a case in both. */
  public TwoExperiments pair(String testCase, double fresh, double baseline) {
    return with(Arm.NEW, testCase, Map.of(SCORE, fresh))
        .with(Arm.BASELINE, testCase, Map.of(SCORE, baseline));
  }

  /** So many pairs of the same kind. */
  public TwoExperiments pairs(int count, double fresh, double baseline) {
    for (int i = 0; i < count; i++) {
      pair(fresh + "/" + baseline + "/" + i, fresh, baseline);
    }
    return this;
  }

  List<Trial> trials() {
    return trials;
  }

  ComparisonTally tally() {
    return tally(trials);
  }

  static ComparisonTally tally(List<Trial> trials) {
    CombineTrials combine = new CombineTrials();
    Map<InputKey, Map<Arm, CaseArm>> cases = new HashMap<>();
    for (Trial trial : trials) {
      combine.addInput(
          cases.computeIfAbsent(trial.input(), key -> combine.createAccumulator()), trial);
    }
    return cases.values().stream()
        .map(arms -> combine.extractOutput(arms).getValue())
        .reduce(ComparisonTally.NONE, ComparisonTally::plus);
  }

  public Comparison compare() {
    return Comparison.of(tally());
  }
}
