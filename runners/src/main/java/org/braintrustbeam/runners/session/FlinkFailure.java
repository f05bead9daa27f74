package org.braintrustbeam.runners.session;

import org.apache.flink.util.SerializedThrowable;

/** What a step threw on a worker, out of what Flink made of it on its way here. */
final class FlinkFailure {
  private static final int LONGEST_CHAIN = 50;

  private FlinkFailure() {}

  static RuntimeException unwrapped(Throwable failure) {
    Throwable link = failure;
    for (int depth = 0; link != null && depth < LONGEST_CHAIN; depth++) {
      if (link instanceof SerializedThrowable packed) {
        Throwable original = packed.deserializeError(FlinkFailure.class.getClassLoader());
        if (original != packed) {
          return unwrapped(original);
        }
      }
      link = link.getCause();
    }
    return Failure.unwrapped(
        failure instanceof RuntimeException unchecked ? unchecked : new RuntimeException(failure));
  }
}
