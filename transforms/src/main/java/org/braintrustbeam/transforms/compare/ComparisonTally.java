package org.braintrustbeam.transforms.compare;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * All that is kept of two experiments, over any number of cases: what {@link Comparison} is made
 * of.
 *
 * <p>Adding is associative and commutative. Size: some kilobytes for each score that occurs.
 *
 * @param fresh the cases of the new experiment
 * @param baseline those of the baseline
 * @param paired cases that are in both
 * @param scores by name
 */
@DefaultCoder(ComparisonTallyCoder.class)
public record ComparisonTally(
    ArmCases fresh, ArmCases baseline, long paired, SortedMap<String, ScoreTally> scores) {
  /** Of no case at all. */
  public static final ComparisonTally NONE =
      new ComparisonTally(ArmCases.NONE, ArmCases.NONE, 0, new TreeMap<>());

  /** Copies the scores. */
  public ComparisonTally {
    scores = Collections.unmodifiableSortedMap(new TreeMap<>(scores));
  }

  /** Of the cases of both. */
  public ComparisonTally plus(ComparisonTally other) {
    SortedMap<String, ScoreTally> all = new TreeMap<>(scores);
    other.scores.forEach((name, tally) -> all.merge(name, tally, ScoreTally::plus));
    return new ComparisonTally(
        fresh.plus(other.fresh), baseline.plus(other.baseline), paired + other.paired, all);
  }
}
