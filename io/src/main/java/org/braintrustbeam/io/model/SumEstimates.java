package org.braintrustbeam.io.model;

import org.apache.beam.sdk.transforms.Combine;

/** The sum of estimates; of none it is none. */
final class SumEstimates extends Combine.BinaryCombineFn<CallEstimate> {
  @Override
  public CallEstimate apply(CallEstimate left, CallEstimate right) {
    return left.plus(right);
  }

  @Override
  public CallEstimate identity() {
    return CallEstimate.NONE;
  }
}
