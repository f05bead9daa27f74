package org.braintrustbeam.emulator.query.text;

import org.braintrustbeam.emulator.api.ApiError;

/** Checks sizes of samples. */
final class Samples {
  private Samples() {}

  static QueryText.Sample of(double amount, boolean share, long seed) {
    boolean sound = share ? amount >= 0 && amount <= 1 : amount >= 1 && amount == Math.rint(amount);
    if (!sound || amount > Integer.MAX_VALUE) {
      throw ApiError.invalidQuery(
          "a sample is a share of at most 1 or a whole number of rows, got " + amount);
    }
    return new QueryText.Sample(amount, share, seed);
  }
}
