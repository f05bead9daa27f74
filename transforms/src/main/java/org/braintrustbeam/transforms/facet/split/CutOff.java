package org.braintrustbeam.transforms.facet.split;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.braintrustbeam.transforms.facet.row.Side;

/**
 * The last digest that is for validation, of the rows of one facet and bucket; empty if none is.
 *
 * <p>Of each row comes its digest, or the name of the side that it has already: that counts towards
 * the number, and is not moved. Memory: the digests of a group, not its rows.
 */
final class CutOff extends CombineFn<String, List<String>, String> {
  private final SplitPlan plan;

  CutOff(SplitPlan plan) {
    this.plan = plan;
  }

  @Override
  public List<String> createAccumulator() {
    return new ArrayList<>();
  }

  @Override
  public List<String> addInput(List<String> rows, String row) {
    rows.add(row);
    return rows;
  }

  @Override
  public List<String> mergeAccumulators(Iterable<List<String>> parts) {
    List<String> all = new ArrayList<>();
    parts.forEach(all::addAll);
    return all;
  }

  @Override
  public String extractOutput(List<String> rows) {
    List<String> free =
        new ArrayList<>(rows.stream().filter(row -> Side.of(row) == null).sorted().toList());
    int held = plan.held(rows.size()) - Collections.frequency(rows, Side.VALIDATION.word());
    return held <= 0 || free.isEmpty() ? "" : free.get(Math.min(held, free.size()) - 1);
  }

  @Override
  public Coder<List<String>> getAccumulatorCoder(CoderRegistry registry, Coder<String> input) {
    return ListCoder.of(input);
  }

  @Override
  public Coder<String> getDefaultOutputCoder(CoderRegistry registry, Coder<String> input) {
    return StringUtf8Coder.of();
  }
}
