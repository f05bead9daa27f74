package org.braintrustbeam.pipelines.replay;

import org.apache.beam.sdk.coders.DefaultCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * A change with the row as it is now.
 *
 * @param reject a change that could not be written; null only while the two are being matched
 * @param now the row; null if there is none
 */
@DefaultCoder(ReplayedCoder.class)
record Replayed(@Nullable Reject reject, @Nullable RowVersion now) {

  /** Puts what was found into one, whatever the order. */
  static final class Match extends Combine.BinaryCombineFn<Replayed> {
    @Override
    public Replayed apply(Replayed left, Replayed right) {
      return new Replayed(
          left.reject() != null ? left.reject() : right.reject(),
          left.now() != null ? left.now() : right.now());
    }
  }
}
