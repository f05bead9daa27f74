package org.braintrustbeam.transforms.facet.split;

import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.jspecify.annotations.Nullable;

/**
 * Puts each row on a side. The same in every order of arrival and at every parallelism.
 *
 * <p>Bounded, in the global window; row ids are unique. Memory of an exact split: the digests of
 * the rows of one facet and bucket; of one that keeps rows together, the rows of a group.
 */
public final class SplitRows extends PTransform<PCollection<DatasetRow>, PCollection<DatasetRow>> {
  private final SplitPlan plan;
  private final @Nullable PCollection<RowVersion> existing;

  private SplitRows(SplitPlan plan, @Nullable PCollection<RowVersion> existing) {
    this.plan = plan;
    this.existing = existing;
  }

  /** By this plan. */
  public static SplitRows by(SplitPlan plan) {
    return new SplitRows(plan, null);
  }

  /**
   * Rows that have a side keep it, and by threshold the others of their group follow them if they
   * agree.
   *
   * @param rows of the target dataset, the newest version of each, with the column {@code metadata}
   */
  public SplitRows keepingSidesOf(PCollection<RowVersion> rows) {
    return new SplitRows(plan, rows);
  }

  @Override
  public PCollection<DatasetRow> expand(PCollection<DatasetRow> rows) {
    PCollection<DatasetRow> known =
        existing == null ? rows : rows.apply("KnownSides", new KnownSides(existing));
    return switch (plan.method()) {
      case EXACT -> known.apply("Exactly", new ExactSplit(plan));
      case THRESHOLD -> known.apply("ByThreshold", new ThresholdSplit(plan));
    };
  }
}
