package org.braintrustbeam.io.braintrust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.braintrustbeam.io.files.SharedFolder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports the counts of this process into a folder while they grow.
 *
 * <p>Nobody tells a worker that its job has ended, and a thread that is left behind would keep the
 * job's classes loaded for as long as the worker lives. So the thread ends when nothing has been
 * counted for a while; the next count starts another. The folder is one that a launcher has marked.
 */
final class ProgressReporter {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressReporter.class);
  private static final int IDLE_LOOKS = 10;
  private static final String MIME_TYPE = "text/plain";

  private final String folder;
  private final Supplier<ProgressReports> counts;
  private final Duration interval;
  private final String name = UUID.randomUUID().toString();
  private @Nullable Thread thread;
  private boolean warned;

  ProgressReporter(String folder, Supplier<ProgressReports> counts, Duration interval) {
    this.folder = folder;
    this.counts = counts;
    this.interval = interval;
  }

  /** With an interval that suits the folder: a request to a store of objects costs money. */
  static ProgressReporter to(String folder, Supplier<ProgressReports> counts) {
    boolean local = !folder.contains("://") || folder.startsWith("file:");
    return new ProgressReporter(folder, counts, Duration.ofSeconds(local ? 1 : 5));
  }

  /** Has what was counted just now reported. */
  synchronized void wake() {
    if (thread == null) {
      thread = new Thread(this::run, "braintrust-progress");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void run() {
    try {
      ProgressReports reported = new ProgressReports(0, 0);
      do {
        reported = reportUntilIdle(reported);
      } while (!endedAt(reported));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      endedAt(counts.get());
    }
  }

  private ProgressReports reportUntilIdle(ProgressReports before) throws InterruptedException {
    ProgressReports reported = before;
    for (int idle = 0; idle < IDLE_LOOKS; idle++) {
      Thread.sleep(interval.toMillis());
      ProgressReports now = counts.get();
      if (!now.equals(reported)) {
        write(now);
        reported = now;
        idle = 0;
      }
    }
    return reported;
  }

  /** Whether nothing was counted since; whoever counts from now on starts another thread. */
  private synchronized boolean endedAt(ProgressReports reported) {
    boolean ended = counts.get().equals(reported);
    if (ended) {
      thread = null;
    }
    return ended;
  }

  /** The bar is not worth a job: what goes wrong is said once. */
  private void write(ProgressReports now) {
    try {
      if (!SharedFolder.isMarked(folder)) {
        return; // the run has ended, and writing would bring its folder back
      }
      ResourceId place = FileSystems.matchNewDirectory(folder);
      ResourceId half = place.resolve(name + ".half", StandardResolveOptions.RESOLVE_FILE);
      ResourceId whole =
          place.resolve(name + ProgressReports.SUFFIX, StandardResolveOptions.RESOLVE_FILE);
      try (WritableByteChannel out = FileSystems.create(half, MIME_TYPE)) {
        out.write(ByteBuffer.wrap(now.text().getBytes(UTF_8)));
      }
      FileSystems.rename(List.of(half), List.of(whole));
    } catch (IOException | RuntimeException e) {
      if (!warned) {
        warned = true;
        LOG.warn("progress cannot be reported to the launcher: {}", e.toString());
      }
    }
  }
}
