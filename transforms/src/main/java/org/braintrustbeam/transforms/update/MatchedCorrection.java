package org.braintrustbeam.transforms.update;

import org.apache.beam.sdk.coders.DefaultCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * A correction with what was found of its record.
 *
 * @param correction the correction; null only while it is being matched
 * @param theirs the record now; null if there is none
 * @param base the record as the experiment saw it; null if there is none or it was not read
 */
@DefaultCoder(MatchedCorrectionCoder.class)
public record MatchedCorrection(
    @Nullable Correction correction, @Nullable RowVersion theirs, @Nullable RowVersion base) {

  /** Puts what was found into one, whatever the order. */
  static final class Match extends Combine.BinaryCombineFn<MatchedCorrection> {
    @Override
    public MatchedCorrection apply(MatchedCorrection left, MatchedCorrection right) {
      return new MatchedCorrection(
          left.correction() != null ? left.correction() : right.correction(),
          left.theirs() != null ? left.theirs() : right.theirs(),
          left.base() != null ? left.base() : right.base());
    }
  }
}
