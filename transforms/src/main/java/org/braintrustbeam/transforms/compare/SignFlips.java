package org.braintrustbeam.transforms.compare;

import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Whether the mean of paired differences can be zero: the two-sided randomization test by signs.
 *
 * <p>If the arms do not differ, each case's difference might as well have the other sign. So the
 * sum that was seen is held against the sums that other signs would give; that needs no assumption
 * on how scores are distributed, and few cases cannot look like many (five cases have no p below
 * 1/16). Exact where all differences have one size, as with scores of 0 and 1 (McNemar's test), and
 * for up to {@value #ENUMERATED} differences; by {@value #DRAWS} draws with a fixed seed for up to
 * {@value #DRAWN}, or where a few large ones decide; else by the normal distribution with the exact
 * variance.
 */
final class SignFlips {
  static final int ENUMERATED = 14;
  static final int DRAWN = 200;
  static final int DRAWS = 9_999;

  /** One case decides too much for the normal law if this many like it make up the variance. */
  private static final int FEW = 50;

  private static final long SEED = 0x5eedL;
  private static final double ROUNDING = 1e-9;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double sum;
  private final double squares;

  private SignFlips(double sum, double squares) {
    this.sum = Math.abs(sum);
    this.squares = squares;
  }

  /**
   * The probability, if the arms do not differ, of a sum at least as far from zero.
   *
   * @param sum of the differences
   * @param squares sum of their squares
   * @param sizes how often each size other than zero occurs; null if there are too many to tell
   */
  static double pValue(double sum, double squares, @Nullable SortedMap<Double, Long> sizes) {
    return squares <= 0 ? 1 : new SignFlips(sum, squares).pValue(sizes);
  }

  private double pValue(@Nullable SortedMap<Double, Long> sizes) {
    if (sizes == null) {
      return byNormalLaw();
    }
    long differences = sizes.values().stream().mapToLong(count -> count).sum();
    if (sizes.size() == 1) {
      return ofOneSize(sizes.firstKey(), differences);
    }
    if (differences <= ENUMERATED) {
      return byEnumeration(expanded(sizes, (int) differences));
    }
    double largest = sizes.lastKey();
    boolean fewDecide = largest * largest * FEW > squares;
    return differences <= DRAWN || fewDecide ? byDraws(sizes) : byNormalLaw();
  }

  private double byNormalLaw() {
    return Math.min(1, 2 * NORMAL.survivalProbability(sum / Math.sqrt(squares)));
  }

  /** So many more have one sign than the other: that is a coin thrown {@code count} times. */
  private double ofOneSize(double size, long count) {
    long excess = Math.round(sum / size);
    if (count > Integer.MAX_VALUE) {
      return byNormalLaw();
    }
    long ofOneSign = (count + excess) / 2;
    BinomialDistribution coin = BinomialDistribution.of((int) count, 0.5);
    return Math.min(1, 2 * coin.survivalProbability((int) ofOneSign - 1));
  }

  private static double[] expanded(Map<Double, Long> sizes, int differences) {
    double[] all = new double[differences];
    int at = 0;
    for (Map.Entry<Double, Long> size : sizes.entrySet()) {
      for (long i = 0; i < size.getValue(); i++) {
        all[at++] = size.getKey();
      }
    }
    return all;
  }

  private double byEnumeration(double[] sizes) {
    int all = 1 << sizes.length;
    int asFar = 0;
    for (int signs = 0; signs < all; signs++) {
      double total = 0;
      for (int i = 0; i < sizes.length; i++) {
        total += (signs >> i & 1) == 1 ? sizes[i] : -sizes[i];
      }
      asFar += isAsFar(total) ? 1 : 0;
    }
    return (double) asFar / all;
  }

  private double byDraws(SortedMap<Double, Long> sizes) {
    double[] size = sizes.keySet().stream().mapToDouble(value -> value).toArray();
    long[] count = sizes.values().stream().mapToLong(value -> value).toArray();
    SplittableRandom random = new SplittableRandom(SEED);
    int asFar = 1; // what was seen is one of the possible outcomes
    for (int draw = 0; draw < DRAWS; draw++) {
      double total = 0;
      for (int i = 0; i < size.length; i++) {
        total += size[i] * (2 * heads(count[i], random) - count[i]);
      }
      asFar += isAsFar(total) ? 1 : 0;
    }
    return (double) asFar / (DRAWS + 1);
  }

  /** Of so many coins. */
  private static long heads(long coins, SplittableRandom random) {
    long heads = 0;
    long left = coins;
    for (; left >= Long.SIZE; left -= Long.SIZE) {
      heads += Long.bitCount(random.nextLong());
    }
    return left == 0 ? heads : heads + Long.bitCount(random.nextLong() >>> (Long.SIZE - left));
  }

  private boolean isAsFar(double total) {
    return Math.abs(total) >= sum - ROUNDING;
  }
}
