package org.braintrustbeam.transforms.discover.tally;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RowVersion;

/**
 * Spans of a project's logs, and records of a dataset, to tallies: lines that {@link TallyTable}
 * reads. Bounded input in any order, each row once, with {@link RowColumns}; the lines are the same
 * however the rows were shared out.
 *
 * <p>Memory: {@value TallyBook#LIMIT} tallies for each thread that tallies, and those of one shard,
 * or its traces, for each that combines.
 */
public final class TallyRows extends PTransform<PCollection<RowVersion>, PCollection<OrderedRow>> {
  private static final KvCoder<TallyKey, Tally> TALLIES =
      KvCoder.of(TallyKeyCoder.of(), TallyCoder.of());

  private final TallyPlan plan;

  private TallyRows(TallyPlan plan) {
    this.plan = plan;
  }

  /** By this plan. */
  public static TallyRows by(TallyPlan plan) {
    return new TallyRows(plan);
  }

  @Override
  public PCollection<OrderedRow> expand(PCollection<RowVersion> rows) {
    PCollectionTuple tallied =
        rows.apply(
            "TallyRows",
            ParDo.of(new TallyRowsFn(plan))
                .withOutputTags(TallyRowsFn.TALLIES, TupleTagList.of(TallyRowsFn.TRACES)));
    PCollection<KV<TallyKey, Tally>> ofTraces =
        tallied
            .get(TallyRowsFn.TRACES)
            .setCoder(KvCoder.of(StringUtf8Coder.of(), TracePartCoder.of()))
            .apply("GatherTraces", CombineByShard.perKey(new MergeTraceParts()))
            .apply("TallyTraces", ParDo.of(new TallyTracesFn()))
            .setCoder(TALLIES);
    return PCollectionList.of(tallied.get(TallyRowsFn.TALLIES).setCoder(TALLIES))
        .and(ofTraces)
        .apply("AllTallies", Flatten.pCollections())
        .apply("MergeTallies", CombineByShard.perKey(new MergeTallies()))
        .apply("KeepFrequent", ParDo.of(new KeepFrequentFn(plan.minCohort())));
  }
}
