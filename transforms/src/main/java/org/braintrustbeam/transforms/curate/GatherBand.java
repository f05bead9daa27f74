package org.braintrustbeam.transforms.curate;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;

/** Combines the sketches of a band to those that count. */
final class GatherBand extends CombineFn<Sketch, Band, List<Sketch>> {
  @Override
  public Band createAccumulator() {
    return new Band();
  }

  @Override
  public Band addInput(Band band, Sketch sketch) {
    band.offer(sketch);
    return band;
  }

  @Override
  public Band mergeAccumulators(Iterable<Band> bands) {
    Band all = new Band();
    bands.forEach(band -> band.sketches().forEach(all::offer));
    return all;
  }

  @Override
  public List<Sketch> extractOutput(Band band) {
    return band.sketches();
  }

  @Override
  public Coder<List<Sketch>> getDefaultOutputCoder(CoderRegistry registry, Coder<Sketch> input) {
    return ListCoder.of(input);
  }
}
