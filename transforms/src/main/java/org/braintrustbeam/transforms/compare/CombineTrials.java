package org.braintrustbeam.transforms.compare;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.values.KV;

/**
 * The trials of one case, of both experiments, to the tally of this case, by the group it is in: as
 * the new experiment says, else as the baseline does. Memory: that of its scores, however many
 * trials there are.
 */
final class CombineTrials extends CombineFn<Trial, Map<Arm, CaseArm>, KV<String, ComparisonTally>> {
  private static final Coder<KV<String, ComparisonTally>> OUTPUT =
      KvCoder.of(StringUtf8Coder.of(), ComparisonTallyCoder.of());

  @Override
  public Map<Arm, CaseArm> createAccumulator() {
    Map<Arm, CaseArm> arms = new EnumMap<>(Arm.class);
    for (Arm arm : Arm.values()) {
      arms.put(arm, new CaseArm());
    }
    return arms;
  }

  @Override
  public Map<Arm, CaseArm> addInput(Map<Arm, CaseArm> arms, Trial trial) {
    arm(arms, trial.arm()).add(trial);
    return arms;
  }

  @Override
  public Map<Arm, CaseArm> mergeAccumulators(Iterable<Map<Arm, CaseArm>> all) {
    throw new UnsupportedOperationException("trials are combined where their chunks are");
  }

  @Override
  public KV<String, ComparisonTally> extractOutput(Map<Arm, CaseArm> arms) {
    CaseArm fresh = arm(arms, Arm.NEW);
    CaseArm baseline = arm(arms, Arm.BASELINE);
    SortedMap<String, ScoreTally> scores = new TreeMap<>();
    for (CaseArm arm : new CaseArm[] {fresh, baseline}) {
      arm.names()
          .forEach(name -> scores.computeIfAbsent(name, any -> tally(name, fresh, baseline)));
    }
    long paired = fresh.isEmpty() || baseline.isEmpty() ? 0 : 1;
    return KV.of(
        group(fresh, baseline),
        new ComparisonTally(fresh.tally(), baseline.tally(), paired, scores));
  }

  private static String group(CaseArm fresh, CaseArm baseline) {
    String group = fresh.group() == null ? baseline.group() : fresh.group();
    return group == null ? "" : group;
  }

  @Override
  public Coder<KV<String, ComparisonTally>> getDefaultOutputCoder(
      CoderRegistry registry, Coder<Trial> input) {
    return OUTPUT;
  }

  private static CaseArm arm(Map<Arm, CaseArm> arms, Arm arm) {
    return arms.computeIfAbsent(arm, any -> new CaseArm());
  }

  private static ScoreTally tally(String name, CaseArm freshArm, CaseArm baselineArm) {
    CaseScores fresh = freshArm.score(name);
    CaseScores baseline = baselineArm.score(name);
    if (!fresh.isScored() || !baseline.isScored()) {
      return ScoreTally.unpaired(fresh.tally(), baseline.tally());
    }
    BigDecimal delta =
        fresh
            .mean()
            .subtract(baseline.mean())
            .setScale(ScoreTally.DECIMALS, RoundingMode.HALF_EVEN);
    CaseDelta change =
        new CaseDelta(
            delta.doubleValue(),
            fresh.mean().doubleValue(),
            baseline.mean().doubleValue(),
            fresh.lowest(),
            baseline.lowest());
    return ScoreTally.paired(fresh.tally(), baseline.tally(), delta, change);
  }
}
