package org.braintrustbeam.transforms.curate;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.curate.RootInput.Candidate;
import org.jspecify.annotations.Nullable;

/** Of a trace the cases, and of its spans the one that says best what went in. */
final class GatherTrace extends CombineFn<CasePart, GatherTrace.Parts, List<CasePart>> {

  /** What was seen so far. */
  static final class Parts {
    private final List<CasePart> cases = new ArrayList<>(1);
    private @Nullable CasePart best;
    private @Nullable Candidate candidate;

    private void offer(CasePart part) {
      RowVersion row = part.row();
      if (row == null) {
        cases.add(part);
        return;
      }
      Candidate other = Candidate.of(row);
      if (candidate == null || RootInput.BEST_FIRST.compare(other, candidate) < 0) {
        best = part;
        candidate = other;
      }
    }

    private List<CasePart> all() {
      List<CasePart> all = new ArrayList<>(cases);
      if (best != null) {
        all.add(best);
      }
      return all;
    }
  }

  @Override
  public Parts createAccumulator() {
    return new Parts();
  }

  @Override
  public Parts addInput(Parts parts, CasePart part) {
    parts.offer(part);
    return parts;
  }

  @Override
  public Parts mergeAccumulators(Iterable<Parts> some) {
    Parts merged = new Parts();
    some.forEach(parts -> parts.all().forEach(merged::offer));
    return merged;
  }

  @Override
  public List<CasePart> extractOutput(Parts parts) {
    return parts.all();
  }

  @Override
  public Coder<List<CasePart>> getDefaultOutputCoder(
      CoderRegistry registry, Coder<CasePart> input) {
    return ListCoder.of(input);
  }
}
