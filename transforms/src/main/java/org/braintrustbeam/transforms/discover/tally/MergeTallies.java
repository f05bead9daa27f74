package org.braintrustbeam.transforms.discover.tally;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** All tallies of a key as one. */
final class MergeTallies extends CombineFn<Tally, Tally, Tally> {
  @Override
  public Tally createAccumulator() {
    return new Tally();
  }

  @Override
  public Tally addInput(Tally all, Tally one) {
    all.add(one);
    return all;
  }

  @Override
  public Tally mergeAccumulators(Iterable<Tally> tallies) {
    Tally all = new Tally();
    tallies.forEach(all::add);
    return all;
  }

  @Override
  public Tally extractOutput(Tally all) {
    return all;
  }

  @Override
  public Coder<Tally> getAccumulatorCoder(CoderRegistry registry, Coder<Tally> input) {
    return TallyCoder.of();
  }

  @Override
  public Coder<Tally> getDefaultOutputCoder(CoderRegistry registry, Coder<Tally> input) {
    return TallyCoder.of();
  }
}
