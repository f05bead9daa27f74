package org.braintrustbeam.io.braintrust;

import java.io.Serial;

/** The service counted rows, and its answer does not say where they lie. */
final class UselessCountException extends BraintrustException {
  @Serial private static final long serialVersionUID = 1L;

  UselessCountException(String what) {
    super("the count of rows has " + what);
  }
}
