package org.braintrustbeam.transforms.curate;

import java.util.Locale;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.jspecify.annotations.Nullable;

/** How a trace did in production. */
public enum ScoreBucket {
  /** Badly. */
  FAILING(Bucket.NEGATIVE),
  /** Well. */
  PASSING(Bucket.POSITIVE);

  private final Bucket sampledAs;

  ScoreBucket(Bucket sampledAs) {
    this.sampledAs = sampledAs;
  }

  /** The bucket of a sample that has its limit. */
  Bucket sampledAs() {
    return sampledAs;
  }

  /** Its name in tags, metadata and results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The bucket of that name; null if there is none. */
  public static @Nullable ScoreBucket of(@Nullable String word) {
    for (ScoreBucket bucket : values()) {
      if (bucket.word().equals(word)) {
        return bucket;
      }
    }
    return null;
  }
}
