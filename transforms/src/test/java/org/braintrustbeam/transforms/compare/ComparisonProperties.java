package org.braintrustbeam.transforms.compare;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.TypeDescriptor;

class ComparisonProperties {
  private static TwoExperiments madeUp(long seed, int trials) {
    Random random = new Random(seed);
    TwoExperiments two = new TwoExperiments();
    for (int i = 0; i < trials; i++) {
      Arm arm = random.nextBoolean() ? Arm.NEW : Arm.BASELINE;
      Set<String> errors = random.nextInt(9) == 0 ? Set.of("A") : Set.of();
      double score = random.nextInt(8) == 0 ? Double.NaN : random.nextInt(11) / 10.0;
      Map<String, Double> scores = Map.of("A", score, "B", random.nextDouble());
      two.with(arm, "c" + random.nextInt(40), scores, errors, random.nextInt(20) == 0);
    }
    return two;
  }

  /** As runners do: in any order, in any bundles, and over the wire. */
  @Property(tries = 100)
  void comesToTheSameHoweverItIsAddedUp(@ForAll long seed, @ForAll @IntRange(max = 120) int trials)
      throws Exception {
    TwoExperiments two = madeUp(seed, trials);
    List<Trial> shuffled = new ArrayList<>();
    for (Trial trial : two.trials()) {
      shuffled.add(
          CoderUtils.clone(
              TrialCoder.getCoderProvider().coderFor(TypeDescriptor.of(Trial.class), List.of()),
              trial));
    }
    Collections.shuffle(shuffled, new Random(seed + 1));
    ComparisonTally whole = two.tally();

    // The halves hold different cases, so their sum is that of the whole.
    List<Trial> left = shuffled.stream().filter(trial -> trial.input().a() > 0).toList();
    List<Trial> right = shuffled.stream().filter(trial -> trial.input().a() <= 0).toList();
    ComparisonTally sum =
        travelled(TwoExperiments.tally(right)).plus(travelled(TwoExperiments.tally(left)));

    assertThat(sum, equalTo(whole));
    assertThat(Comparison.of(sum), equalTo(Comparison.of(whole)));
  }

  private static ComparisonTally travelled(ComparisonTally tally) throws Exception {
    return ComparisonTallyCoder.ofText(ComparisonTallyCoder.toText(tally));
  }

  @Property(tries = 100)
  void mirrorsWhereTheArmsAreSwapped(@ForAll long seed) {
    TwoExperiments two = madeUp(seed, 100);
    List<Trial> swapped =
        two.trials().stream()
            .map(
                t ->
                    new Trial(
                        t.arm().other(),
                        true,
                        "",
                        t.rowId(),
                        t.trace(),
                        t.group(),
                        null,
                        t.input(),
                        t.failed(),
                        t.scores(),
                        t.errors()))
            .toList();
    Comparison one = two.compare();
    Comparison other = Comparison.of(TwoExperiments.tally(swapped));

    for (int i = 0; i < one.scores().size(); i++) {
      ScoreComparison left = one.scores().get(i);
      ScoreComparison right = other.scores().get(i);
      assertThat(left.pValue(), is(right.pValue()));
      assertThat(left.better(), is(right.worse()));
      assertThat(left.pairs(), is(right.pairs()));
    }
  }

  @Property(tries = 200)
  void hasTheDeltaInTheIntervalAndAProbabilityForP(@ForAll long seed) {
    for (ScoreComparison score : madeUp(seed, 60).compare().scores()) {
      DeltaInterval interval = score.interval();
      Double delta = score.delta();
      if (interval != null && delta != null) {
        assertThat(delta, greaterThanOrEqualTo(interval.lower()));
        assertThat(delta, lessThanOrEqualTo(interval.upper()));
      }
      assertThat(score.pValue(), greaterThanOrEqualTo(0.0));
      assertThat(score.adjustedPValue(), greaterThanOrEqualTo(score.pValue()));
      assertThat(score.adjustedPValue(), lessThanOrEqualTo(1.0));
    }
  }

  @Property(tries = 10)
  void forgetsSizesByTheirNumberAndNotByTheirOrder(@ForAll long seed) {
    List<Double> sizes = new ArrayList<>();
    Random random = new Random(seed);
    int distinct = Magnitudes.MOST - 1 + random.nextInt(3);
    for (int i = 1; i <= distinct; i++) {
      sizes.add(i / 10_000.0);
    }
    Collections.shuffle(sizes, random);
    Magnitudes left = Magnitudes.NONE;
    Magnitudes right = Magnitudes.NONE;
    for (Double size : sizes) {
      boolean first = random.nextBoolean();
      left = first ? left.plus(Magnitudes.of(size)) : left;
      right = first ? right : right.plus(Magnitudes.of(size));
    }

    assertThat(left.plus(right).counts() == null, is(distinct > Magnitudes.MOST));
    assertThat(left.plus(right), equalTo(right.plus(left)));
  }
}
