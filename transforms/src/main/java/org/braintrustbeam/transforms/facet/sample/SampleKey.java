package org.braintrustbeam.transforms.facet.sample;

import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.braintrustbeam.transforms.facet.text.Bucket;

/**
 * What has a limit of its own.
 *
 * @param facetName as the calls have it, case and all
 * @param bucket positive or negative
 */
@DefaultCoder(SampleKeyCoder.class)
public record SampleKey(String facetName, Bucket bucket) {
  static SampleKey of(FacetCall call) {
    return new SampleKey(call.facetName(), call.weakBucket());
  }

  /** As {@code facet:bucket}. */
  @Override
  public String toString() {
    return facetName + ':' + bucket.word();
  }
}
