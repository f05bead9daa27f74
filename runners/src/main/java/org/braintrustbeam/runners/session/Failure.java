package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.pipelines.command.UsageException;

/** Runners wrap what a step throws; inside is what the user can act on. */
final class Failure {
  private static final int LONGEST_CHAIN = 50;

  private Failure() {}

  /** The first of the failure's causes that is for the user, or else the failure itself. */
  static RuntimeException unwrapped(RuntimeException failure) {
    Throwable link = failure;
    for (int depth = 0; link != null && depth < LONGEST_CHAIN; depth++) {
      if (link instanceof BraintrustException known) {
        return known;
      }
      if (link instanceof UsageException known) {
        return known;
      }
      if (link instanceof IOException known) {
        return new UncheckedIOException(known);
      }
      link = link.getCause();
    }
    return failure;
  }
}
