package org.braintrustbeam.transforms.curate;

import org.braintrustbeam.transforms.facet.sample.SampleKey;
import org.braintrustbeam.transforms.facet.sample.SampleOf;
import org.braintrustbeam.transforms.facet.text.Bucket;

/** Cases are sampled by how production did: failing ones as negative, passing ones as positive. */
public final class OfCases implements SampleOf<Case> {
  @Override
  public SampleKey key(Case value) {
    ScoreBucket bucket = value.bucket();
    return new SampleKey("", bucket == null ? Bucket.UNKNOWN : bucket.sampledAs());
  }

  @Override
  public String trace(Case value) {
    return value.splitBy();
  }

  @Override
  public String order(Case value) {
    return value.order();
  }
}
