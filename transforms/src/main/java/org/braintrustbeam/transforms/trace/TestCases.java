package org.braintrustbeam.transforms.trace;

import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.keys.Created;
import org.jspecify.annotations.Nullable;

/**
 * Makes one flat record of each root test case of an experiment, with the scores of its trace.
 *
 * <p>Input: rows of one experiment, the newest version of each; of score spans only {@code scores}
 * and the span's header are needed. Trials of one case stay records of their own. Memory: the roots
 * and score spans of the traces of one shard.
 */
public final class TestCases extends PTransform<PCollection<RowVersion>, PCollection<OrderedRow>> {
  private final boolean editedOnly;
  private final @Nullable String editSource;

  private TestCases(boolean editedOnly, @Nullable String editSource) {
    this.editedOnly = editedOnly;
    this.editSource = editSource;
  }

  /** Every test case. */
  public static TestCases all() {
    return new TestCases(false, null);
  }

  /**
   * Those whose {@code expected} somebody edited.
   *
   * @param source {@code app}, {@code api} or {@code external}; null for edits from anywhere
   */
  public static TestCases edited(@Nullable String source) {
    return new TestCases(true, source);
  }

  @Override
  public PCollection<OrderedRow> expand(PCollection<RowVersion> rows) {
    return rows.apply("KeyByTrace", ParDo.of(new KeyByTraceFn(editedOnly, editSource)))
        .apply("CollectTraces", CombineByShard.toLists())
        .apply("DropKeys", Values.create())
        .apply("JoinScores", ParDo.of(new JoinScoresFn(editedOnly)));
  }

  /** Lets through what a record is made of: roots, if they are wanted, and score spans. */
  private static final class KeyByTraceFn extends DoFn<RowVersion, KV<String, RowVersion>> {
    private final boolean editedOnly;
    private final @Nullable String editSource;

    KeyByTraceFn(boolean editedOnly, @Nullable String editSource) {
      this.editedOnly = editedOnly;
      this.editSource = editSource;
    }

    @ProcessElement
    public void key(@Element RowVersion row, OutputReceiver<KV<String, RowVersion>> out) {
      Span span = Span.of(row);
      String trace = span.rootSpanId();
      if (trace != null && (span.isTestCase() ? isWanted(span) : span.isScore())) {
        out.output(KV.of(trace, row));
      }
    }

    private boolean isWanted(Span root) {
      return !editedOnly || Edits.of(root.field("audit_data"), editSource).touch("expected");
    }
  }

  /** The rows of one trace to the records of its roots. */
  private static final class JoinScoresFn extends DoFn<List<RowVersion>, OrderedRow> {
    private static final Comparator<Span> OLDEST_FIRST =
        Comparator.comparing((Span span) -> Created.of(span.field("created")))
            .thenComparing(span -> span.row().key().rowId());

    private final boolean markEdited;

    JoinScoresFn(boolean markEdited) {
      this.markEdited = markEdited;
    }

    @ProcessElement
    public void join(@Element List<RowVersion> rows, OutputReceiver<OrderedRow> out) {
      List<Span> spans = rows.stream().map(Span::of).toList();
      List<Span> scores =
          spans.stream().filter(span -> !span.isTestCase()).sorted(OLDEST_FIRST).toList();
      spans.stream()
          .filter(Span::isTestCase)
          .map(root -> TestCase.record(root, scores, markEdited))
          .forEach(out::output);
    }
  }
}
