package org.braintrustbeam.runners;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.POutput;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.pipelines.command.Command;
import org.braintrustbeam.runners.session.Rehearsal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has classes loaded and initialized that a run needs later, while the line is read and the first
 * requests are under way: that is half of what a small job takes. What reads rows is compiled too.
 *
 * <p>Nothing is sent, and nothing waits for it or depends on it.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  /** What is loaded stays so, so once in a process is enough. */
  private static final AtomicBoolean BEGUN = new AtomicBoolean();

  private WarmUp() {}

  static void begin(Command<?> command, List<String> arguments, List<String> beamArguments) {
    if (!BEGUN.getAndSet(true)) {
      aside("warm-up-requests", BraintrustClient::prepare);
      // With options of its own, a pipeline may find file systems set up in another way.
      if (beamArguments.isEmpty() && !wantsFlink(arguments)) {
        aside("warm-up-runner", () -> rehearse(command));
      }
    }
  }

  /** In this order, so that the first requests are on their way before there is much to compile. */
  private static void rehearse(Command<?> command) {
    Rehearsal.run();
    PTransform<PCollection<RowVersion>, ? extends POutput> perRow = command.perRow();
    if (perRow != null) {
      Rehearsal.run(BraintrustClient.rehearse(), perRow);
    }
  }

  /** A guess at a line that is not read yet; a wrong one costs time alone. */
  private static boolean wantsFlink(List<String> arguments) {
    return arguments.stream().anyMatch(word -> word.endsWith("flink"));
  }

  private static void aside(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    // What fails here fails again where it is needed, and is presented then.
    thread.setUncaughtExceptionHandler((any, failure) -> LOG.debug("{} failed", name, failure));
    thread.start();
  }
}
