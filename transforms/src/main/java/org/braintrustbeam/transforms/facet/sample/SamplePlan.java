package org.braintrustbeam.transforms.facet.sample;

import java.io.Serializable;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.jspecify.annotations.Nullable;

/**
 * How many calls are chosen, and which.
 *
 * @param positiveLimit how many a facet that are positive, at least 0
 * @param negativeLimit how many a facet that are negative, at least 0
 * @param hashSeed of a uniform sample over all traces of the source; null for the newest
 */
public record SamplePlan(int positiveLimit, int negativeLimit, @Nullable String hashSeed)
    implements Serializable {

  /** Checks the limits. */
  public SamplePlan {
    require("positiveLimit", positiveLimit);
    require("negativeLimit", negativeLimit);
  }

  private static void require(String name, int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException(name + " must be 0 or more, got " + limit);
    }
  }

  /** The newest. */
  public static SamplePlan newest(int positiveLimit, int negativeLimit) {
    return new SamplePlan(positiveLimit, negativeLimit, null);
  }

  /** As many, drawn by the digest of the seed and a trace. */
  public static SamplePlan hash(int positiveLimit, int negativeLimit, String seed) {
    return new SamplePlan(positiveLimit, negativeLimit, seed);
  }

  int limit(Bucket bucket) {
    return switch (bucket) {
      case POSITIVE -> positiveLimit;
      case NEGATIVE -> negativeLimit;
      case UNKNOWN -> 0;
    };
  }
}
