package org.braintrustbeam.transforms.curate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.KvCoder;
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
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonMerge;

/**
 * Takes out cases whose input is nearly that of a better case, the better one being first by {@link
 * Case#order}. The same in every order of arrival and at every parallelism.
 *
 * <p>Inputs are compared if their sketches share a band, so the work grows with the number of cases
 * and not with its square; of inputs with a similarity of 0.9 that misses one pair in 10,000, of
 * 0.8 one in 20. What travels sixteen times is a sketch of 128 bytes with the case's id and order,
 * never the input. Memory: the sketches of a shard, of which equal inputs all are in one.
 *
 * <p>Input: cases with unique ids; bounded, in the global window.
 */
public final class NearDuplicates extends PTransform<PCollection<Case>, PCollectionTuple> {
  /** Those that stay. */
  public static final TupleTag<Case> DISTINCT = new TupleTag<>() {};

  /** Of the others a line each: {@code {id, trace_id, duplicate_of, similarity}}. */
  public static final TupleTag<OrderedRow> DUPLICATES = new TupleTag<>() {};

  private final double threshold;

  private NearDuplicates(double threshold) {
    this.threshold = threshold;
  }

  /** From this similarity on, above 0 and at most 1. */
  public static NearDuplicates from(double threshold) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold must be above 0 and at most 1: " + threshold);
    }
    return new NearDuplicates(threshold);
  }

  @Override
  public PCollectionTuple expand(PCollection<Case> cases) {
    PCollection<KV<String, CasePart>> twins =
        cases
            .apply("Sketch", ParDo.of(new SketchFn()))
            .setCoder(KvCoder.of(BigEndianLongCoder.of(), SketchCoder.of()))
            .apply("ByBand", CombineByShard.toLists())
            .apply("Compare", ParDo.of(new CompareFn(threshold)));
    return PCollectionList.of(cases.apply("KeyCases", ParDo.of(new KeyFn())))
        .and(twins)
        .apply("Together", Flatten.pCollections())
        .apply("ById", CombineByShard.toLists())
        .apply(
            "Part", ParDo.of(new PartFn()).withOutputTags(DISTINCT, TupleTagList.of(DUPLICATES)));
  }

  private static final class SketchFn extends DoFn<Case, KV<Long, Sketch>> {
    @ProcessElement
    public void sketch(@Element Case value, OutputReceiver<KV<Long, Sketch>> out) {
      Sketch.InBands sketch = Sketch.of(value);
      for (long band : sketch.bands()) {
        out.output(KV.of(band, sketch.sketch()));
      }
    }
  }

  private static final class KeyFn extends DoFn<Case, KV<String, CasePart>> {
    @ProcessElement
    public void key(@Element Case value, OutputReceiver<KV<String, CasePart>> out) {
      out.output(KV.of(value.id(), CasePart.of(value)));
    }
  }

  private static final class CompareFn extends DoFn<KV<Long, List<Sketch>>, KV<String, CasePart>> {
    private final double threshold;

    CompareFn(double threshold) {
      this.threshold = threshold;
    }

    @ProcessElement
    public void compare(
        @Element KV<Long, List<Sketch>> band, OutputReceiver<KV<String, CasePart>> out) {
      for (Twins twins : Twins.among(band.getValue(), threshold)) {
        Map<String, RawJson> better = new LinkedHashMap<>();
        better.put("duplicate_of", JsonMerge.string(twins.better().id()));
        better.put(
            "similarity", RawJson.of(String.format(Locale.ROOT, "%.3f", twins.similarity())));
        OrderedRow twin = new OrderedRow(twins.better().order(), JsonMerge.object(better));
        out.output(KV.of(twins.of().id(), CasePart.of(twin)));
      }
    }
  }

  private static final class PartFn extends DoFn<KV<String, List<CasePart>>, Case> {
    @ProcessElement
    public void part(@Element KV<String, List<CasePart>> parts, MultiOutputReceiver out) {
      OrderedRow twin = CasePart.bestTwin(parts.getValue());
      for (Case value : CasePart.cases(parts.getValue())) {
        if (twin == null) {
          out.get(DISTINCT).output(value);
        } else {
          out.get(DUPLICATES).output(line(value, twin));
        }
      }
    }

    private static OrderedRow line(Case value, OrderedRow twin) {
      Map<String, RawJson> line = new LinkedHashMap<>();
      String trace = value.traceId();
      line.put("id", JsonMerge.string(value.id()));
      line.put("trace_id", trace == null ? RawJson.NULL : JsonMerge.string(trace));
      line.putAll(twin.json().fields());
      return new OrderedRow(value.order(), JsonMerge.object(line));
    }
  }
}
