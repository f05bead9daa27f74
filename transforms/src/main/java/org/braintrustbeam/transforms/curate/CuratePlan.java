package org.braintrustbeam.transforms.curate;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.braintrustbeam.transforms.facet.row.Side;
import org.braintrustbeam.transforms.facet.text.Sha256;

/**
 * What all rows of a run have in common.
 *
 * @param projectId id of the project whose logs the traces are in
 * @param splitSeed of the split
 * @param trainFraction share of the traces that is for training, from 0 to 1
 * @param iteration which round of improving the system it is, from 1
 */
public record CuratePlan(String projectId, String splitSeed, double trainFraction, int iteration)
    implements Serializable {
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /** Checks the fraction. */
  public CuratePlan {
    if (!(trainFraction >= 0 && trainFraction <= 1)) {
      throw new IllegalArgumentException("trainFraction must be 0 to 1, got " + trainFraction);
    }
  }

  /** The same in this project. */
  public CuratePlan in(String id) {
    return new CuratePlan(id, splitSeed, trainFraction, iteration);
  }

  /** The side of a case: by its trace alone, so that it never moves when others are added. */
  public Side side(Case value) {
    BigInteger digest = new BigInteger(1, Sha256.bytes(splitSeed + ':' + value.splitBy()));
    // In decimals: as binary fractions, 0.29 × 100 is a little less than 29.
    BigDecimal train = BigDecimal.valueOf(trainFraction).movePointRight(2);
    boolean isTrain = new BigDecimal(digest.mod(HUNDRED)).compareTo(train) < 0;
    return isTrain ? Side.TRAIN : Side.VALIDATION;
  }
}
