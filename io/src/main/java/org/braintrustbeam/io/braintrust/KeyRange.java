package org.braintrustbeam.io.braintrust;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Rows by their {@code _pagination_key}.
 *
 * @param after keys greater than this; null for no lower end
 * @param upTo keys not greater than this; null for no upper end
 */
record KeyRange(@Nullable String after, @Nullable String upTo) implements Serializable {
  /** Every row. */
  static final KeyRange ALL = new KeyRange(null, null);

  /** What is left of the range when the rows up to {@code key} are there. */
  KeyRange after(String key) {
    return new KeyRange(key, upTo);
  }

  /** Whether there can be no key between {@code key} and the end. */
  boolean endsAt(String key) {
    return upTo != null && key.compareTo(upTo) >= 0;
  }
}
