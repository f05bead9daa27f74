package org.braintrustbeam.pipelines.command;

import java.util.List;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.BraintrustIO;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.ObjectSnapshot;
import org.braintrustbeam.io.braintrust.ObjectType;
import org.braintrustbeam.io.braintrust.Read;
import org.braintrustbeam.io.braintrust.ReadMode;

/**
 * How the roots and the score spans of an experiment are read: by query apart, because a score span
 * repeats the whole case as its input; page by page all rows together.
 *
 * @param all the experiment as of now
 * @param roots with where its roots lie
 * @param scores with where its score spans lie
 */
public record ExperimentRead(ObjectSnapshot all, ObjectSnapshot roots, ObjectSnapshot scores) {
  /** What every row of a trace is known by, and its scores. */
  public static final List<String> SCORE_COLUMNS =
      List.of("created", "is_root", "root_span_id", "scores", "span_attributes", "span_id");

  private static final String ROOTS = "is_root = true";
  private static final String SCORES =
      "span_attributes.type = 'score' AND (is_root IS NULL OR is_root = false)";

  /** Pins an experiment, and learns where its rows lie. */
  public static ExperimentRead of(BraintrustClient client, String experimentId) {
    ObjectSnapshot all = client.snapshot(ObjectType.EXPERIMENT, experimentId);
    List<ObjectSnapshot> found = client.filtered(all, List.of(ROOTS, SCORES));
    return new ExperimentRead(all, found.get(0), found.get(1));
  }

  /** Rows to read, -1 if unknown: small objects are not counted by filter. */
  public long rows() {
    return roots.equals(all) ? all.rowCount() : roots.rowCount() + scores.rowCount();
  }

  /**
   * The reads, to be joined by {@link Read#and}.
   *
   * @param rootColumns of the roots
   * @param scoreColumns of the score spans
   */
  public List<Read> reads(
      ConnectionSettings connection,
      int pageRows,
      List<String> rootColumns,
      List<String> scoreColumns) {
    Read read = BraintrustIO.read().withConnection(connection).withPageRows(pageRows);
    if (roots.readMode() == ReadMode.FETCH) {
      return List.of(read.from(all));
    }
    return List.of(
        read.from(roots).withFilter(ROOTS).withColumns(rootColumns),
        read.from(scores).withFilter(SCORES).withColumns(scoreColumns));
  }

  /** All of them in one step. */
  public static Read together(List<Read> reads) {
    return reads.stream().reduce(Read::and).orElseThrow();
  }
}
