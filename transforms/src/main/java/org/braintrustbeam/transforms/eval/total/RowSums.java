package org.braintrustbeam.transforms.eval.total;

/**
 * Sums of a measurement that may be repeated for a row, for the interval of its mean: trials of one
 * row are alike, so they say less than as many rows would. How much less is seen from the rows'
 * sums (a ratio estimator with rows as clusters); with one trial a row it is as if there were none
 * of this.
 */
final class RowSums {
  private long rows;
  private long values;
  private double sum;
  private double squares; // of the sums of rows
  private double products; // sums of rows times how many values they are of
  private double counts; // squares of these
  private long open; // values of the row that is not over
  private double openSum;

  /** What follows is of another row. */
  void startRow() {
    rows = rows();
    squares += openSum * openSum;
    products += openSum * open;
    counts += (double) open * open;
    open = 0;
    openSum = 0;
  }

  void add(double value) {
    values++;
    sum += value;
    open++;
    openSum += value;
  }

  /** Rows that have a value. */
  long rows() {
    return rows + (open == 0 ? 0 : 1);
  }

  /** Of all values, whatever their rows; not to be asked for without any. */
  double mean() {
    return sum / values;
  }

  /** Of the mean; 0 where all are equal. */
  double variance() {
    double correction = rows() < 2 ? 1 : (double) rows() / (rows() - 1);
    return correction * spread() / ((double) values * values);
  }

  /**
   * Of values that are all 0 or 1: as many independent ones would tell as much of their mean. With
   * one value a row, and where all are equal, it is the number of rows; never more than there are.
   */
  double effective() {
    double mean = mean();
    double spread = spread();
    if (mean == 0 || mean == 1) {
      return rows();
    }
    double alike = mean * (1 - mean) * values * values;
    return Math.max(1, spread * values <= alike ? values : alike / spread);
  }

  /** Squared distances of the rows' sums from what the mean makes them. */
  private double spread() {
    double mean = mean();
    double all = squares + openSum * openSum;
    double mixed = products + openSum * open;
    double sizes = counts + (double) open * open;
    return Math.max(0, all - 2 * mean * mixed + mean * mean * sizes);
  }
}
