package org.braintrustbeam.io.braintrust;

import java.io.Serial;

/** The plane answers SQL, and its rows have no {@code _pagination_key} to page by. */
final class NoPaginationKeyException extends BraintrustException {
  @Serial private static final long serialVersionUID = 1L;

  NoPaginationKeyException(String about) {
    super("the rows of " + about + " have no _pagination_key");
  }
}
