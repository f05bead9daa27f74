package org.braintrustbeam.transforms.facet.split;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.Side;
import org.braintrustbeam.transforms.facet.text.Sha256;

/**
 * How rows are split into training and validation.
 *
 * @param method how
 * @param seed of the digests, usually {@link #seed}
 * @param fraction of the rows that are for validation, in [0, 1)
 * @param group which rows are kept on one side
 */
public record SplitPlan(Method method, String seed, double fraction, SplitGroup group)
    implements Serializable {
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  /** How rows are split. */
  public enum Method {
    /** As many of each facet and bucket as the fraction says; one more row may move others. */
    EXACT,
    /** Each row, or group of rows, alone: rows that are added later never move old ones. */
    THRESHOLD
  }

  /**
   * Checks the fraction, and that the two settings go together: exact numbers of rows cannot be had
   * with groups that must not be cut.
   */
  public SplitPlan {
    if (!(fraction >= 0 && fraction < 1)) {
      throw new IllegalArgumentException("the fraction must be in [0, 1), got " + fraction);
    }
    if (method == Method.EXACT && group.by() != SplitGroup.By.ROW) {
      throw new IllegalArgumentException(
          "only a split by threshold keeps rows together: an exact one has to cut groups");
    }
  }

  /** The seed of a target dataset: the same rows are split in the same way in every run. */
  public static String seed(String sourceProject, String targetProject, String dataset) {
    return sourceProject + ':' + targetProject + ':' + dataset;
  }

  /** What a row is ranked by, as hexadecimal digits. */
  String digest(DatasetRow row) {
    return Sha256.hex(digested(row));
  }

  private String digested(DatasetRow row) {
    return seed + ':' + group.key(row);
  }

  /** The side by threshold: the digest modulo 100, from the percentage for training on. */
  Side byThreshold(DatasetRow row) {
    BigInteger digest = new BigInteger(1, Sha256.bytes(digested(row)));
    // In decimals: as binary fractions, 1 - 0.42 is a little more than 0.58.
    BigDecimal train = BigDecimal.ONE.subtract(BigDecimal.valueOf(fraction)).movePointRight(2);
    boolean held = new BigDecimal(digest.mod(HUNDRED)).compareTo(train) >= 0;
    return held ? Side.VALIDATION : Side.TRAIN;
  }

  /**
   * How many rows of a group are for validation: rounded half to even as Python rounds the product
   * of the two floating point numbers, and of two or more rows at least one and not all.
   */
  int held(int rows) {
    if (rows <= 1 || fraction == 0) {
      return 0;
    }
    return Math.min(Math.max(1, (int) Math.rint(rows * fraction)), rows - 1);
  }
}
