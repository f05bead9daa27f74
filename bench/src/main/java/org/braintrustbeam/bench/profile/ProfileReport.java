package org.braintrustbeam.bench.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * {@code FILE} prints what a recording of the flight recorder says of a run: who was running, on
 * whose behalf, and what the collector and the compiler took beside it.
 *
 * <p>"Running" is the topmost method of a sample; "on its behalf" the topmost one that is ours,
 * Beam's, Flink's, Jackson's or the HTTP client's.
 */
public final class ProfileReport {
  private static final int METHODS = 15;

  private final Samples samples = new Samples();
  private Duration pauses = Duration.ZERO;
  private long compiledMillis;
  private long allocated;
  private @Nullable Instant first;
  private @Nullable Instant last;

  private ProfileReport() {}

  /** Prints to stdout. */
  public static void main(String[] args) throws IOException {
    ProfileReport report = new ProfileReport();
    try (RecordingFile recording = new RecordingFile(Path.of(args[0]))) {
      while (recording.hasMoreEvents()) {
        report.add(recording.readEvent());
      }
    }
    report.print();
  }

  private void add(RecordedEvent event) {
    switch (event.getEventType().getName()) {
      case "jdk.ExecutionSample", "jdk.NativeMethodSample" -> addSample(event);
      case "jdk.GarbageCollection" -> pauses = pauses.plus(event.getDuration("sumOfPauses"));
      case "jdk.CompilerStatistics" ->
          compiledMillis = Math.max(compiledMillis, event.getDuration("totalTimeSpent").toMillis());
      case "jdk.ObjectAllocationSample" -> allocated += event.getLong("weight");
      default -> {}
    }
  }

  /** Of native methods only those of Java's samples count: others wait, e.g. for a socket. */
  private void addSample(RecordedEvent event) {
    Instant at = event.getStartTime();
    first = first == null || at.isBefore(first) ? at : first;
    last = last == null || at.isAfter(last) ? at : last;
    boolean runs = event.getEventType().getName().equals("jdk.ExecutionSample");
    if (runs && event.getStackTrace() != null) {
      samples.add(event.getStackTrace());
    }
  }

  private void print() {
    long seconds = first == null || last == null ? 0 : Duration.between(first, last).toSeconds();
    System.out.printf(
        "%d samples in %d s; beside them, by the clock: collector's pauses %.1f s,"
            + " compiler %.1f s; %.1f GB allocated%n%n",
        samples.count(), seconds, pauses.toMillis() / 1e3, compiledMillis / 1e3, allocated / 1e9);
    samples.print();
    System.out.println();
    samples.printMethods(METHODS);
  }
}
