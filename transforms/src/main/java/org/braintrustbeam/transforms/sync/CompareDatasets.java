package org.braintrustbeam.transforms.sync;

import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.counts.BundleCounts;
import org.braintrustbeam.transforms.keys.InputKey;

/**
 * Compares the rows of several datasets that have the same input, and finds the changes that bring
 * them in line with the newest.
 *
 * <p>Input: the newest version of every row of all the datasets. What travels of a row is what is
 * compared and shown, and the input as a digest.
 */
public final class CompareDatasets extends PTransform<PCollection<RowVersion>, PCollectionTuple> {
  /** Changes to rows that are there. */
  public static final TupleTag<RowChange> UPDATES = new TupleTag<>() {};

  /** Rows to add, where that is asked for. */
  public static final TupleTag<RowChange> ADDITIONS = new TupleTag<>() {};

  /** Rows that cannot be added because their id is taken. */
  public static final TupleTag<Reject> REFUSED = new TupleTag<>() {};

  /** Totals by name: the constants of {@link SyncCount}, and each dataset's id for its rows. */
  public static final TupleTag<KV<String, Long>> COUNTS = new TupleTag<>() {};

  private final SyncPlan plan;

  private CompareDatasets(SyncPlan plan) {
    this.plan = plan;
  }

  /** By this plan. */
  public static CompareDatasets by(SyncPlan plan) {
    return new CompareDatasets(plan);
  }

  @Override
  public PCollectionTuple expand(PCollection<RowVersion> rows) {
    PCollectionTuple keyed =
        rows.apply(
            "KeyByInput",
            ParDo.of(new KeyByInputFn(plan))
                .withOutputTags(KeyByInputFn.KEYED, TupleTagList.of(COUNTS)));
    PCollectionTuple compared =
        keyed
            .get(KeyByInputFn.KEYED)
            .apply("GroupByInput", CombineByShard.perKey(new GatherRows(plan)))
            .apply(
                "Compare",
                ParDo.of(new CompareFn(plan))
                    .withOutputTags(UPDATES, TupleTagList.of(ADDITIONS).and(REFUSED).and(COUNTS)));
    PCollection<KV<String, Long>> counts =
        PCollectionList.of(keyed.get(COUNTS))
            .and(compared.get(COUNTS))
            .apply("AllCounts", Flatten.pCollections())
            .apply("Total", Sum.longsPerKey());
    return PCollectionTuple.of(UPDATES, compared.get(UPDATES))
        .and(ADDITIONS, compared.get(ADDITIONS))
        .and(REFUSED, compared.get(REFUSED))
        .and(COUNTS, counts);
  }

  private static final class KeyByInputFn extends DoFn<RowVersion, KV<InputKey, SyncRow>> {
    static final TupleTag<KV<InputKey, SyncRow>> KEYED = new TupleTag<>() {};

    private final SyncPlan plan;
    private transient BundleCounts counts = new BundleCounts();

    KeyByInputFn(SyncPlan plan) {
      this.plan = plan;
    }

    @StartBundle
    public void start() {
      counts = new BundleCounts();
    }

    @ProcessElement
    public void key(@Element RowVersion row, MultiOutputReceiver out) {
      SyncRow parsed = SyncRow.parse(row, plan);
      InputKey key = InputKey.of(parsed.field("input"));
      out.get(KEYED).output(KV.of(key, parsed));
      InputKey added = SameInput.keyInId(row.key().rowId());
      if (added != null && !added.equals(key)) {
        out.get(KEYED).output(KV.of(added, parsed.standingForItsId()));
      }
      counts.add(row.key().objectId());
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      counts.output(context, COUNTS);
    }
  }

  private static final class CompareFn extends DoFn<KV<InputKey, List<SyncRow>>, RowChange> {
    private final SyncPlan plan;
    private transient BundleCounts counts = new BundleCounts();

    CompareFn(SyncPlan plan) {
      this.plan = plan;
    }

    @StartBundle
    public void start() {
      counts = new BundleCounts();
    }

    @ProcessElement
    public void compare(@Element KV<InputKey, List<SyncRow>> rows, MultiOutputReceiver out) {
      SameInput input = new SameInput(plan, rows.getKey(), rows.getValue());
      if (input.isEmpty()) {
        return;
      }
      List<RowChange> updates = input.updates();
      updates.forEach(out.get(UPDATES)::output);
      input.additions().forEach(out.get(ADDITIONS)::output);
      input.refusedAdditions().forEach(out.get(REFUSED)::output);
      count(SyncCount.UNIQUE_INPUTS, true);
      count(SyncCount.INPUTS_IN_MULTIPLE, input.isInSeveral());
      count(SyncCount.INPUTS_WITH_DIFFS, !updates.isEmpty());
      count(SyncCount.DISAGREEMENTS, input.isDisputed());
    }

    @FinishBundle
    public void finish(FinishBundleContext context) {
      counts.output(context, COUNTS);
    }

    private void count(SyncCount what, boolean one) {
      if (one) {
        counts.add(what.jsonKey());
      }
    }
  }
}
