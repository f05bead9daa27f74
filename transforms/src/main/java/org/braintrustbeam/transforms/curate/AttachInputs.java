package org.braintrustbeam.transforms.curate;

import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.RowVersion;

/**
 * Gives cases the input of their trace, and the span that it is from; see {@link RootInput}.
 *
 * <p>An input that a case has already stays. Input: cases; bounded, in the global window. Memory:
 * the cases of a shard and of each trace one span, however many it has.
 */
public final class AttachInputs extends PTransform<PCollection<Case>, PCollectionTuple> {
  /** What is needed of a span. */
  public static final List<String> COLUMNS =
      List.of("created", "input", "is_root", "root_span_id", "span_attributes", "span_id");

  /** Cases with an input. */
  public static final TupleTag<Case> FOUND = new TupleTag<>() {};

  /** Cases that have no input still. */
  public static final TupleTag<Case> MISSING = new TupleTag<>() {};

  private final PCollection<RowVersion> spans;

  private AttachInputs(PCollection<RowVersion> spans) {
    this.spans = spans;
  }

  /**
   * Out of these.
   *
   * @param spans of the traces, the newest version of each, with {@link #COLUMNS}
   */
  public static AttachInputs of(PCollection<RowVersion> spans) {
    return new AttachInputs(spans);
  }

  @Override
  public PCollectionTuple expand(PCollection<Case> cases) {
    return PCollectionList.of(cases.apply("KeyCases", ParDo.of(new KeyCaseFn())))
        .and(spans.apply("KeySpans", ParDo.of(new KeySpanFn())))
        .apply("Together", Flatten.pCollections())
        .apply("ByTrace", CombineByShard.perKey(new GatherTrace()))
        .apply("Attach", ParDo.of(new AttachFn()).withOutputTags(FOUND, TupleTagList.of(MISSING)));
  }

  private static final class KeyCaseFn extends DoFn<Case, KV<String, CasePart>> {
    @ProcessElement
    public void key(@Element Case value, OutputReceiver<KV<String, CasePart>> out) {
      out.output(KV.of(value.splitBy(), CasePart.of(value)));
    }
  }

  private static final class KeySpanFn extends DoFn<RowVersion, KV<String, CasePart>> {
    @ProcessElement
    public void key(@Element RowVersion row, OutputReceiver<KV<String, CasePart>> out) {
      String trace = row.json().field("root_span_id").text();
      if (trace != null) {
        out.output(KV.of(trace, CasePart.of(row)));
      }
    }
  }

  private static final class AttachFn extends DoFn<KV<String, List<CasePart>>, Case> {
    @ProcessElement
    public void attach(@Element KV<String, List<CasePart>> trace, MultiOutputReceiver out) {
      RootInput root = RootInput.of(CasePart.rows(trace.getValue()));
      for (Case value : CasePart.cases(trace.getValue())) {
        Case found = root == null || value.traceId() == null ? value : value.found(root);
        out.get(RootInput.isEmpty(found.input()) ? MISSING : FOUND).output(found);
      }
    }
  }
}
