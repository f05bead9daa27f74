package org.braintrustbeam.transforms.eval.run;

import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * Of the spans of a run that goes on, those that its experiment lacks. Where a span has ended with
 * an error, what came of the second try is written over it, and nothing else: a person may have
 * corrected what is expected there, or tagged it.
 */
public final class KeepNew extends PTransform<PCollection<RowChange>, PCollection<RowChange>> {
  /** What only a person changes once it is there. */
  private static final Set<String> SETTLED =
      Set.of(
          "created",
          "expected",
          "input",
          "origin",
          "root_span_id",
          "span_attributes",
          "span_id",
          "span_parents",
          "tags");

  private final PCollection<RowVersion> existing;

  private KeepNew(PCollection<RowVersion> existing) {
    this.existing = existing;
  }

  /**
   * By the rows that the experiment has.
   *
   * @param existing with their {@code error}
   */
  public static KeepNew beside(PCollection<RowVersion> existing) {
    return new KeepNew(existing);
  }

  @Override
  public PCollection<RowChange> expand(PCollection<RowChange> spans) {
    return PCollectionList.of(spans.apply("KeySpans", MapElements.via(new KeySpan())))
        .and(existing.apply("KeyExisting", MapElements.via(new KeyExisting())))
        .apply("Together", Flatten.pCollections())
        .apply("ById", CombineByShard.toLists())
        .apply("Missing", ParDo.of(new MissingFn()));
  }

  /** What is left to write of a span; null if nothing is. */
  static @Nullable RowChange left(RowChange span, @Nullable RowVersion now) {
    if (now == null) {
      return span;
    }
    if (now.json().field("error").isNull()) {
      return null;
    }
    List<FieldChange> fields =
        span.fields().stream().filter(field -> !SETTLED.contains(field.name())).toList();
    return new RowChange(
        span.key(), span.source(), span.input(), fields, span.reason(), now.xactId());
  }

  private static final class KeySpan extends SimpleFunction<RowChange, KV<String, SpanAndNow>> {
    @Override
    public KV<String, SpanAndNow> apply(RowChange span) {
      return KV.of(span.key().rowId(), new SpanAndNow(span, null));
    }
  }

  private static final class KeyExisting
      extends SimpleFunction<RowVersion, KV<String, SpanAndNow>> {
    @Override
    public KV<String, SpanAndNow> apply(RowVersion row) {
      return KV.of(row.key().rowId(), new SpanAndNow(null, row));
    }
  }

  private static final class MissingFn extends DoFn<KV<String, List<SpanAndNow>>, RowChange> {
    @ProcessElement
    public void keep(@Element KV<String, List<SpanAndNow>> parts, OutputReceiver<RowChange> out) {
      RowVersion now = null;
      for (SpanAndNow part : parts.getValue()) {
        now = part.now() == null ? now : part.now();
      }
      for (SpanAndNow part : parts.getValue()) {
        RowChange change = part.span() == null ? null : left(part.span(), now);
        if (change != null) {
          out.output(change);
        }
      }
    }
  }
}
