package org.braintrustbeam.io.braintrust;

import org.jspecify.annotations.Nullable;

/** Rows of an object by ascending {@code _pagination_key}. */
interface KeyedPages {
  /** The first rows of a range. */
  KeyedPage page(KeyRange range);

  /** The greatest key; null if there is none. */
  @Nullable String lastKey();

  /**
   * The first rows of a range.
   *
   * @param page the rows
   * @param last whether there are none after them
   */
  record KeyedPage(Page page, boolean last) {}
}
