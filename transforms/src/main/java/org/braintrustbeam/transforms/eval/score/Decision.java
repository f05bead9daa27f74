package org.braintrustbeam.transforms.eval.score;

import org.jspecify.annotations.Nullable;

/**
 * Whether something was to be found, and whether the model found something.
 *
 * @param expected there was something
 * @param found the answer says that there is
 */
public record Decision(boolean expected, boolean found) {

  /** 1 if both say the same. */
  public double match() {
    return expected == found ? 1 : 0;
  }

  /** 1 if it was found; null where there was nothing to find. */
  public @Nullable Double recall() {
    return expected ? (Double) (found ? 1.0 : 0.0) : null;
  }

  /** 1 if nothing was found; null where there was something. */
  public @Nullable Double specificity() {
    return expected ? null : (Double) (found ? 0.0 : 1.0);
  }
}
