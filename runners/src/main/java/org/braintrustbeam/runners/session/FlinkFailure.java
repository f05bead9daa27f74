package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException;
import org.apache.flink.util.SerializedThrowable;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.pipelines.command.UsageException;
import org.jspecify.annotations.Nullable;

/** What a step threw on a worker, out of what Flink made of it on its way here. */
final class FlinkFailure {
  private static final int LONGEST_CHAIN = 50;

  private static final String CANCELLED =
      "the job was cancelled on the cluster; what was written by then stays: type the command again";

  private static final String NO_SLOTS =
      "the cluster had fewer free slots than the job takes (--parallelism) until it gave up";

  /** Where only its name and message came through. */
  private static final Map<String, Function<String, RuntimeException>> KNOWN =
      Map.of(
          BraintrustException.class.getName(),
          BraintrustException::new,
          UsageException.class.getName(),
          UsageException::new,
          IOException.class.getName(),
          message -> new UncheckedIOException(new IOException(message)));

  private FlinkFailure() {}

  static RuntimeException unwrapped(Throwable failure) {
    Throwable link = failure;
    for (int depth = 0; link != null && depth < LONGEST_CHAIN; depth++) {
      if (link instanceof JobCancellationException) {
        return new UncheckedIOException(new IOException(CANCELLED));
      }
      if (link instanceof NoResourceAvailableException) {
        return new UncheckedIOException(new IOException(NO_SLOTS));
      }
      if (link instanceof SerializedThrowable packed) {
        Throwable original = packed.deserializeError(FlinkFailure.class.getClassLoader());
        if (original != packed) {
          return unwrapped(original);
        }
        RuntimeException known = byName(packed);
        if (known != null) {
          return known;
        }
      }
      link = link.getCause();
    }
    return Failure.unwrapped(
        failure instanceof RuntimeException unchecked ? unchecked : new RuntimeException(failure));
  }

  private static @Nullable RuntimeException byName(SerializedThrowable packed) {
    String type = packed.getOriginalErrorClassName();
    Function<String, RuntimeException> known = KNOWN.get(type);
    if (known == null) {
      return null;
    }
    String message = String.valueOf(packed.getMessage());
    String prefix = type + ": ";
    return known.apply(message.startsWith(prefix) ? message.substring(prefix.length()) : message);
  }
}
