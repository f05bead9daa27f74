package org.braintrustbeam.transforms.discover.stats;

import java.util.Comparator;
import org.braintrustbeam.transforms.discover.tally.Cohort;

/**
 * How a cohort fares against all traces.
 *
 * @param cohort which
 * @param rate its traces, and how many of them fail
 * @param lift how many times the share of failures of all traces it has
 * @param p how likely that is by chance, if one looks at this cohort alone
 * @param corrected the same, as one of all cohorts that were looked at
 * @param verdict what follows
 */
public record CohortFinding(
    Cohort cohort, Rate rate, double lift, double p, double corrected, Verdict verdict) {
  /** The most certain first, then the largest. */
  static final Comparator<CohortFinding> ORDER =
      Comparator.comparingDouble(CohortFinding::corrected)
          .thenComparingDouble(CohortFinding::p)
          .thenComparing(
              Comparator.comparingLong((CohortFinding it) -> it.rate().count()).reversed())
          .thenComparing(it -> it.cohort().figure())
          .thenComparing(it -> it.cohort().name())
          .thenComparing(it -> it.cohort().value());

  /** What is known of a cohort. */
  public enum Verdict {
    /** It fails more often than the rest. */
    FAILING,
    /** It fails less often than the rest. */
    HEALTHY,
    /** Nothing certain. */
    LIKE_THE_REST
  }
}
