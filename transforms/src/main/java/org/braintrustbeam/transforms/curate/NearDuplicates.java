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
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;

/**
 * Takes out cases whose input is nearly that of a better case, the better one being first by {@link
 * Case#order}, or nearly that of a row of the dataset. A case that is itself in the dataset stays:
 * it is no second one. The same in every order of arrival and at every parallelism.
 *
 * <p>Inputs are compared if their sketches share a band, so the work grows with the number of cases
 * and not with its square; of inputs with a similarity of 0.9 that misses one pair in 10,000, of
 * 0.8 one in 20. What travels sixteen times is a sketch of 128 bytes with the case's id and order,
 * never the input. Memory: the sketches of a shard, of which equal inputs all are in one; of the
 * dataset's rows {@value Band#MOST_ROWS} a band at most, and of equal ones one.
 *
 * <p>Of a chain of inputs, each nearly the same as the next one, the first may be all that stays.
 *
 * <p>Input: cases with unique ids; bounded, in the global window.
 */
public final class NearDuplicates extends PTransform<PCollection<Case>, PCollectionTuple> {
  /** Those that stay. */
  public static final TupleTag<Case> DISTINCT = new TupleTag<>() {};

  /** What is needed of a row of the dataset. */
  public static final List<String> COLUMNS = List.of("input");

  /** Of the others a line each: {@code {id, trace_id, duplicate_of, in_dataset, similarity}}. */
  public static final TupleTag<OrderedRow> DUPLICATES = new TupleTag<>() {};

  private final double threshold;
  private final @Nullable PCollection<RowVersion> dataset;

  private NearDuplicates(double threshold, @Nullable PCollection<RowVersion> dataset) {
    this.threshold = threshold;
    this.dataset = dataset;
  }

  /** From this similarity on, above 0 and at most 1. */
  public static NearDuplicates from(double threshold) {
    if (!(threshold > 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold must be above 0 and at most 1: " + threshold);
    }
    return new NearDuplicates(threshold, null);
  }

  /**
   * Also those that are nearly a row of the dataset.
   *
   * @param rows the newest version of each, with {@link #COLUMNS}; null if there is no dataset
   */
  public NearDuplicates against(@Nullable PCollection<RowVersion> rows) {
    return new NearDuplicates(threshold, rows);
  }

  @Override
  public PCollectionTuple expand(PCollection<Case> cases) {
    PCollectionList<KV<Long, Sketch>> sketches =
        PCollectionList.of(inBands(cases.apply("Sketch", ParDo.of(new SketchFn()))));
    PCollectionList<KV<String, CasePart>> parts =
        PCollectionList.of(cases.apply("KeyCases", ParDo.of(new KeyFn())));
    if (dataset != null) {
      sketches = sketches.and(inBands(dataset.apply("SketchRows", ParDo.of(new SketchRowFn()))));
      parts = parts.and(dataset.apply("KeyRows", ParDo.of(new KeyRowFn())));
    }
    PCollection<KV<String, CasePart>> twins =
        sketches
            .apply("AllSketches", Flatten.pCollections())
            .apply("ByBand", CombineByShard.perKey(new GatherBand()))
            .apply("Compare", ParDo.of(new CompareFn(threshold)));
    return parts
        .and(twins)
        .apply("Together", Flatten.pCollections())
        .apply("ById", CombineByShard.toLists())
        .apply(
            "Part", ParDo.of(new PartFn()).withOutputTags(DISTINCT, TupleTagList.of(DUPLICATES)));
  }

  private static PCollection<KV<Long, Sketch>> inBands(PCollection<KV<Long, Sketch>> sketches) {
    return sketches.setCoder(KvCoder.of(BigEndianLongCoder.of(), SketchCoder.of()));
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

  /** A row without an input is like no other. */
  private static final class SketchRowFn extends DoFn<RowVersion, KV<Long, Sketch>> {
    @ProcessElement
    public void sketch(@Element RowVersion row, OutputReceiver<KV<Long, Sketch>> out) {
      RawJson input = row.json().field("input");
      if (RootInput.isEmpty(input)) {
        return;
      }
      Sketch.InBands sketch = Sketch.inDataset(row.key().rowId(), input);
      for (long band : sketch.bands()) {
        out.output(KV.of(band, sketch.sketch()));
      }
    }
  }

  /** Of a row it is enough to know that it is there. */
  private static final class KeyRowFn extends DoFn<RowVersion, KV<String, CasePart>> {
    @ProcessElement
    public void key(@Element RowVersion row, OutputReceiver<KV<String, CasePart>> out) {
      RowVersion bare = new RowVersion(row.key(), row.xactId(), false, RawJson.EMPTY_OBJECT);
      out.output(KV.of(row.key().rowId(), CasePart.of(bare)));
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
        better.put("in_dataset", RawJson.of(String.valueOf(twins.better().isInDataset())));
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
      boolean isInDataset = !CasePart.rows(parts.getValue()).isEmpty();
      OrderedRow twin = isInDataset ? null : CasePart.bestTwin(parts.getValue());
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
