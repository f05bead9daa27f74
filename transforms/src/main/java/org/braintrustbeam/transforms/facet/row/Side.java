package org.braintrustbeam.transforms.facet.row;

import java.util.Locale;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** The part of a dataset that a row is in. */
public enum Side {
  /** For making a prompt better. */
  TRAIN,
  /** For measuring whether it is. */
  VALIDATION;

  /** Its name in tags and metadata. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The side of that name; null if there is none. */
  public static @Nullable Side of(@Nullable String word) {
    for (Side side : values()) {
      if (side.word().equals(word)) {
        return side;
      }
    }
    return null;
  }

  /** The side that a row of a dataset is on, by {@code metadata.split}; null if it has none. */
  public static @Nullable Side ofRow(RawJson row) {
    return of(row.field("metadata").field("split").text());
  }
}
