package org.braintrustbeam.runners.session;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import org.apache.flink.util.SerializedThrowable;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.pipelines.command.UsageException;
import org.junit.jupiter.api.Test;

class FlinkFailureTest {
  /** As a worker's failure arrives: packed, and packed again in what the job ended with. */
  private static Throwable sent(Throwable thrown) {
    return new ExecutionException(
        new RuntimeException(
            "Pipeline execution failed",
            new SerializedThrowable(new RuntimeException("job failed", thrown))));
  }

  /** Like an exception whose classes or fields only the worker has. */
  private static final class Untransportable extends RuntimeException {
    @SuppressWarnings("UnusedVariable") // what makes it so
    private final Object field = new Object();

    Untransportable(Throwable cause) {
      super(cause);
    }
  }

  @Test
  void findsWhatAStepThrew() {
    RuntimeException known = FlinkFailure.unwrapped(sent(new BraintrustException("refused")));

    assertThat(known, instanceOf(BraintrustException.class));
    assertThat(known.getMessage(), is("refused"));
  }

  @Test
  void findsAMistakeInTheUsage() {
    RuntimeException known = FlinkFailure.unwrapped(sent(new UsageException("not so")));

    assertThat(known, instanceOf(UsageException.class));
    assertThat(known.getMessage(), is("not so"));
  }

  @Test
  void findsItBelowWhatCannotBeUnpacked() {
    RuntimeException known =
        FlinkFailure.unwrapped(sent(new Untransportable(new BraintrustException("a: b"))));

    assertThat(known, instanceOf(BraintrustException.class));
    assertThat(known.getMessage(), is("a: b"));
  }

  @Test
  void findsAFullDisk() {
    RuntimeException known = FlinkFailure.unwrapped(sent(new IOException("no space left")));

    assertThat(known.getCause(), instanceOf(IOException.class));
    assertThat(known.getMessage(), containsString("no space left"));
  }

  @Test
  void leavesADefectAsItIs() {
    RuntimeException defect = new IllegalStateException("defect");

    assertThat(FlinkFailure.unwrapped(defect), sameInstance(defect));
  }
}
