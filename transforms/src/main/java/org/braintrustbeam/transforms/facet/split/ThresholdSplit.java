package org.braintrustbeam.transforms.facet.split;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.CombineByShard;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.Side;
import org.jspecify.annotations.Nullable;

/** Each row, or group of rows, goes by its digest alone, or by the side that it has already. */
final class ThresholdSplit extends PTransform<PCollection<DatasetRow>, PCollection<DatasetRow>> {
  private final SplitPlan plan;

  ThresholdSplit(SplitPlan plan) {
    this.plan = plan;
  }

  @Override
  public PCollection<DatasetRow> expand(PCollection<DatasetRow> rows) {
    return plan.group().by() == SplitGroup.By.ROW
        ? rows.apply("SplitRow", MapElements.via(new SplitRow(plan)))
        : rows.apply("KeyByGroup", MapElements.via(new KeyByGroup(plan)))
            .apply("Groups", CombineByShard.toLists())
            .apply("SplitGroup", ParDo.of(new SplitGroupFn(plan)));
  }

  private static DatasetRow split(DatasetRow row, @Nullable Side ofGroup, SplitPlan plan) {
    if (row.side() != null) {
      return row;
    }
    return row.on(ofGroup == null ? plan.byThreshold(row) : ofGroup);
  }

  private static final class SplitRow extends SimpleFunction<DatasetRow, DatasetRow> {
    private final SplitPlan plan;

    SplitRow(SplitPlan plan) {
      this.plan = plan;
    }

    @Override
    public DatasetRow apply(DatasetRow row) {
      return split(row, null, plan);
    }
  }

  private static final class KeyByGroup extends SimpleFunction<DatasetRow, KV<String, DatasetRow>> {
    private final SplitPlan plan;

    KeyByGroup(SplitPlan plan) {
      this.plan = plan;
    }

    @Override
    public KV<String, DatasetRow> apply(DatasetRow row) {
      return KV.of(plan.group().key(row), row);
    }
  }

  private static final class SplitGroupFn extends DoFn<KV<String, List<DatasetRow>>, DatasetRow> {
    private final SplitPlan plan;

    SplitGroupFn(SplitPlan plan) {
      this.plan = plan;
    }

    @ProcessElement
    public void split(@Element KV<String, List<DatasetRow>> group, OutputReceiver<DatasetRow> out) {
      Side agreed = agreedSide(group.getValue());
      group.getValue().forEach(row -> out.output(ThresholdSplit.split(row, agreed, plan)));
    }

    /** The side of all that have one; null if they are on both, or none has any. */
    private static @Nullable Side agreedSide(List<DatasetRow> rows) {
      Set<Side> sides = new HashSet<>();
      for (DatasetRow row : rows) {
        if (row.side() != null) {
          sides.add(row.side());
        }
      }
      return sides.size() == 1 ? sides.iterator().next() : null;
    }
  }
}
