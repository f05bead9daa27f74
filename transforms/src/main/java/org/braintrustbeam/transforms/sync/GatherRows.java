package org.braintrustbeam.transforms.sync;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/**
 * Puts the rows with one input together, in no order.
 *
 * <p>A million rows may have the same input. Of each are kept its id, its version and the values
 * that are compared, and these once where the rows say the same; what it takes to copy a row into
 * other datasets is kept of the newest row alone.
 */
final class GatherRows extends CombineFn<SyncRow, GatherRows.Gathered, List<SyncRow>> {
  private final SyncPlan plan;

  GatherRows(SyncPlan plan) {
    this.plan = plan;
  }

  /** The rows so far. */
  static final class Gathered {
    private final List<SyncRow> rows = new ArrayList<>(2);
    private int newest = -1;
  }

  @Override
  public Gathered createAccumulator() {
    return new Gathered();
  }

  @Override
  public Gathered addInput(Gathered gathered, SyncRow row) {
    List<SyncRow> rows = gathered.rows;
    if (row.forItsId()) {
      rows.add(row);
      return gathered;
    }
    boolean newer = gathered.newest < 0 || isNewer(row, rows.get(gathered.newest));
    if (plan.addMissing() && gathered.newest >= 0 && newer) {
      rows.set(gathered.newest, rows.get(gathered.newest).onlyCompared(plan));
    }
    SyncRow kept = plan.addMissing() && !newer ? row.onlyCompared(plan) : row;
    rows.add(gathered.newest < 0 ? kept : kept.sharing(rows.get(gathered.newest)));
    gathered.newest = newer ? rows.size() - 1 : gathered.newest;
    return gathered;
  }

  private boolean isNewer(SyncRow row, SyncRow than) {
    return plan.newestBy().order().compare(row, than) > 0;
  }

  @Override
  public Gathered mergeAccumulators(Iterable<Gathered> all) {
    Gathered merged = new Gathered();
    all.forEach(gathered -> gathered.rows.forEach(row -> addInput(merged, row)));
    return merged;
  }

  @Override
  public List<SyncRow> extractOutput(Gathered gathered) {
    return gathered.rows;
  }

  @Override
  public Coder<List<SyncRow>> getDefaultOutputCoder(CoderRegistry registry, Coder<SyncRow> input) {
    return ListCoder.of(input);
  }
}
