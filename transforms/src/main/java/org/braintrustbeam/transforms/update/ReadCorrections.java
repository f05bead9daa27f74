package org.braintrustbeam.transforms.update;

import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.trace.Edits;
import org.braintrustbeam.transforms.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * Finds the corrections in the rows of an experiment: root test cases whose {@code expected}
 * somebody edited. Those without a dataset record come out as {@link UpdateOutcome.Kind#NO_ORIGIN}.
 */
public final class ReadCorrections extends PTransform<PCollection<RowVersion>, PCollectionTuple> {
  /** The corrections. */
  public static final TupleTag<Correction> CORRECTIONS = new TupleTag<>() {};

  /** Edited rows that name no dataset record. */
  public static final TupleTag<UpdateOutcome> WITHOUT_ORIGIN = new TupleTag<>() {};

  private final @Nullable String editSource;

  private ReadCorrections(@Nullable String editSource) {
    this.editSource = editSource;
  }

  /** Edits from {@code app}, {@code api} or {@code external}; null for edits from anywhere. */
  public static ReadCorrections from(@Nullable String editSource) {
    return new ReadCorrections(editSource);
  }

  @Override
  public PCollectionTuple expand(PCollection<RowVersion> rows) {
    return rows.apply(
        "Read",
        ParDo.of(new ReadFn(editSource))
            .withOutputTags(CORRECTIONS, TupleTagList.of(WITHOUT_ORIGIN)));
  }

  private static final class ReadFn extends DoFn<RowVersion, Correction> {
    private final @Nullable String editSource;

    ReadFn(@Nullable String editSource) {
      this.editSource = editSource;
    }

    @ProcessElement
    public void read(@Element RowVersion row, MultiOutputReceiver out) {
      Span span = Span.of(row);
      Edits edits = Edits.of(span.field("audit_data"), editSource);
      if (!span.isTestCase() || !edits.touch("expected")) {
        return;
      }
      Correction correction = Correction.of(span, edits);
      if (correction != null) {
        out.get(CORRECTIONS).output(correction);
      } else {
        out.get(WITHOUT_ORIGIN).output(UpdateOutcome.of(UpdateOutcome.Kind.NO_ORIGIN, row.key()));
      }
    }
  }
}
