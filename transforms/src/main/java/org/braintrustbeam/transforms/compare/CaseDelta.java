package org.braintrustbeam.transforms.compare;

import java.util.Comparator;

/**
 * How one score of one case differs between the experiments; trials are averaged.
 *
 * @param delta new less baseline
 * @param fresh the score in the new experiment
 * @param baseline that in the baseline
 * @param freshTrace the trial in the new experiment that has the lowest score
 * @param baselineTrace the same in the baseline
 */
public record CaseDelta(
    double delta, double fresh, double baseline, TraceRef freshTrace, TraceRef baselineTrace)
    implements Comparable<CaseDelta> {
  private static final Comparator<CaseDelta> WORST_FIRST =
      Comparator.comparingDouble(CaseDelta::delta)
          .thenComparingDouble(CaseDelta::fresh)
          .thenComparing(CaseDelta::freshTrace)
          .thenComparing(CaseDelta::baselineTrace)
          .thenComparingDouble(CaseDelta::baseline);

  /** The largest gain first; ties as for losses. */
  static final Comparator<CaseDelta> BEST_FIRST =
      Comparator.comparingDouble((CaseDelta change) -> -change.delta()).thenComparing(WORST_FIRST);

  @Override
  public int compareTo(CaseDelta other) {
    return WORST_FIRST.compare(this, other);
  }
}
