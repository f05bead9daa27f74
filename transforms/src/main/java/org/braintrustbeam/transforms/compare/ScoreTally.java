package org.braintrustbeam.transforms.compare;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that is kept of one score over any number of cases; of constant size, and the same in
 * whatever order and grouping cases are added.
 *
 * @param fresh the score in the new experiment
 * @param baseline in the baseline
 * @param pairs cases that have it in both
 * @param sum of the differences over the pairs, exact
 * @param squares sum of their squares, exact
 * @param magnitudes how often each size of a difference occurs
 * @param worse pairs with a lower score in the new experiment
 * @param better pairs with a higher one
 * @param losses the largest of the lower ones
 * @param gains the largest of the higher ones
 */
record ScoreTally(
    ArmScores fresh,
    ArmScores baseline,
    long pairs,
    BigDecimal sum,
    BigDecimal squares,
    Magnitudes magnitudes,
    long worse,
    long better,
    List<CaseDelta> losses,
    List<CaseDelta> gains) {
  /** So many losses and gains are kept, each with its traces. */
  static final int KEPT = 20;

  /** Digits behind the point of a difference: 0.7 - 0.6 and 0.4 - 0.3 are one size. */
  static final int DECIMALS = 12;

  static final ScoreTally NONE = unpaired(ArmScores.NONE, ArmScores.NONE);

  /** Makes equal sums equal. */
  ScoreTally {
    sum = sum.stripTrailingZeros();
    squares = squares.stripTrailingZeros();
    losses = List.copyOf(losses);
    gains = List.copyOf(gains);
  }

  /** Of a case that has the score in one experiment, or none. */
  static ScoreTally unpaired(ArmScores fresh, ArmScores baseline) {
    return new ScoreTally(
        fresh,
        baseline,
        0,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        Magnitudes.NONE,
        0,
        0,
        List.of(),
        List.of());
  }

  /** Of a case that has it in both. */
  static ScoreTally paired(
      ArmScores fresh, ArmScores baseline, BigDecimal delta, CaseDelta change) {
    return new ScoreTally(
        fresh,
        baseline,
        1,
        delta,
        delta.multiply(delta),
        Magnitudes.of(change.delta()),
        change.delta() < 0 ? 1 : 0,
        change.delta() > 0 ? 1 : 0,
        change.delta() < 0 ? List.of(change) : List.of(),
        change.delta() > 0 ? List.of(change) : List.of());
  }

  ScoreTally plus(ScoreTally other) {
    return new ScoreTally(
        fresh.plus(other.fresh),
        baseline.plus(other.baseline),
        pairs + other.pairs,
        sum.add(other.sum),
        squares.add(other.squares),
        magnitudes.plus(other.magnitudes),
        worse + other.worse,
        better + other.better,
        most(losses, other.losses, Comparator.naturalOrder()),
        most(gains, other.gains, CaseDelta.BEST_FIRST));
  }

  private static List<CaseDelta> most(
      List<CaseDelta> left, List<CaseDelta> right, Comparator<CaseDelta> order) {
    if (left.isEmpty() || right.isEmpty()) {
      return left.isEmpty() ? right : left;
    }
    return Stream.concat(left.stream(), right.stream()).sorted(order).limit(KEPT).toList();
  }
}
