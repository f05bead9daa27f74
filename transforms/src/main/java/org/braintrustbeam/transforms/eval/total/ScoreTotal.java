package org.braintrustbeam.transforms.eval.total;

import java.util.Arrays;
import org.braintrustbeam.transforms.eval.score.ScoreName;
import org.jspecify.annotations.Nullable;

/** One score over a group of cases. */
public final class ScoreTotal {
  private static final int BINS = 10;

  private final ScoreName name;
  private final long[] histogram = new long[BINS];
  private long scored;
  private long ones;
  private long zeros;
  private long errored;
  private long notApplicable;
  private final RowSums rows = new RowSums();

  ScoreTotal(ScoreName name) {
    this.name = name;
  }

  /** What follows is of another row of the dataset. */
  void startRow() {
    rows.startRow();
  }

  /** A score, 0 to 1. */
  void add(double score) {
    scored++;
    ones += score == 1 ? 1 : 0;
    zeros += score == 0 ? 1 : 0;
    histogram[Math.min(BINS - 1, (int) (score * BINS))]++;
    rows.add(score);
  }

  /** It is not known, because a model failed. */
  void addError() {
    errored++;
  }

  /** It has no meaning for that case. */
  void addNotApplicable() {
    notApplicable++;
  }

  /** Which score. */
  public ScoreName name() {
    return name;
  }

  /** How many cases have it; all else is of these. */
  public long scored() {
    return scored;
  }

  /** Cases that would have it, had no model failed. */
  public long errored() {
    return errored;
  }

  /** Cases for which it has no meaning. */
  public long notApplicable() {
    return notApplicable;
  }

  /** Null without any. */
  public @Nullable Double mean() {
    if (scored == 0) {
      return null;
    }
    // Exact where it can be: a service that sums up ones comes to the same digits.
    return ones + zeros == scored ? (double) ones / scored : rows.mean();
  }

  /** Null without any, and where a single row says nothing of the others. */
  public @Nullable Interval95 interval() {
    return name == ScoreName.FACTUALITY ? Interval95.ofMean(rows) : Interval95.ofShare(rows);
  }

  /** How many scores are in each tenth, the last one including 1. */
  public long[] histogram() {
    return Arrays.copyOf(histogram, BINS);
  }
}
