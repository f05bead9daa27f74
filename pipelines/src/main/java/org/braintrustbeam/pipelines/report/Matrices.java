package org.braintrustbeam.pipelines.report;

import java.util.List;

/** Counts of expected against found, each a table of its own. */
public record Matrices(List<Matrix> matrices) implements Block {
  /**
   * One of them.
   *
   * @param truth the names of the rows, and of the columns likewise
   * @param counts a row for what is true, a column for what was said
   * @param facts what follows from the counts
   */
  public record Matrix(
      String title, List<String> truth, List<List<Long>> counts, List<Fact> facts) {
    /** Right answers are on the diagonal. */
    Tone tone(int row, int column) {
      return count(row, column) == 0 ? Tone.QUIET : row == column ? Tone.GOOD : Tone.BAD;
    }

    /** 0 to 4, by the share of the cell in its row. */
    int shade(int row, int column) {
      long all = 0;
      for (long count : counts.get(row)) {
        all += count;
      }
      return all == 0 ? 0 : (int) Math.ceil(4.0 * count(row, column) / all);
    }

    long count(int row, int column) {
      return counts.get(row).get(column);
    }
  }
}
