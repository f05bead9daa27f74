package org.braintrustbeam.transforms.trace;

import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.GroupRows;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * Makes one flat record of each root test case of an experiment, with the scores of its trace.
 *
 * <p>Input: rows of one experiment, the newest version of each; of score spans only {@code scores}
 * and the span's header are needed. Trials of one case stay records of their own. A row is parsed
 * once: what travels to the other rows of its trace is the record it becomes, or its scores.
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
    return rows.apply("CollectTraces", traces()).apply("JoinScores", records());
  }

  /** The first half: what the rows bring to their traces, for who can group rows as he reads. */
  public GroupRows<TracePart> traces() {
    return GroupRows.by(new ToTrace(editedOnly, editSource), TracePartCoder.of());
  }

  /** The second half: the records of traces. */
  public static PTransform<
          PCollection<? extends KV<String, List<TracePart>>>, PCollection<OrderedRow>>
      records() {
    return ParDo.of(new JoinScoresFn());
  }

  /** What a record is made of: roots, if they are wanted, and score spans. */
  private record ToTrace(boolean editedOnly, @Nullable String editSource)
      implements GroupRows.ToGroup<TracePart> {
    @Override
    public @Nullable KV<String, TracePart> of(RowVersion row) {
      Span span = Span.of(row);
      String trace = span.rootSpanId();
      TracePart part = trace == null ? null : part(span);
      return part == null ? null : KV.of(trace, part);
    }

    private @Nullable TracePart part(Span span) {
      if (!span.isTestCase()) {
        return span.isScore() ? TestCase.ofScoreSpan(span) : null;
      }
      return isWanted(span) ? TestCase.of(span, editedOnly) : null;
    }

    private boolean isWanted(Span root) {
      return !editedOnly || Edits.of(root.field("audit_data"), editSource).touch("expected");
    }
  }

  /** The parts of one trace to the records of its roots. */
  private static final class JoinScoresFn extends DoFn<KV<String, List<TracePart>>, OrderedRow> {
    @ProcessElement
    public void join(@Element KV<String, List<TracePart>> trace, OutputReceiver<OrderedRow> out) {
      TracePart.records(trace.getKey(), trace.getValue()).forEach(out::output);
    }
  }
}
