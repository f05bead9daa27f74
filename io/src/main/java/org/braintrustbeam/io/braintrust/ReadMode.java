package org.braintrustbeam.io.braintrust;

/** How rows are read. */
public enum ReadMode {
  /** SQL at {@code /btql}: keyset pages, ranges of keys in parallel, columns and filter pushed. */
  QUERY,
  /** Cursor pages of {@code /v1/…/fetch}: whole rows, one page after the other. */
  FETCH
}
