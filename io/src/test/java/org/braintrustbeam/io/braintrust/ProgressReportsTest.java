package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.http.Workers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProgressReportsTest {
  @TempDir private Path folder;

  /** A process with counts of its own. */
  private static final class Worker {
    private final AtomicReference<ProgressReports> counts =
        new AtomicReference<>(new ProgressReports(0, 0));
    private final ProgressReporter reporter;

    Worker(Path folder) {
      reporter = new ProgressReporter(folder.toString(), counts::get, Duration.ofMillis(20));
    }

    void counted(long read, long written) {
      counts.set(new ProgressReports(read, written));
      reporter.wake();
    }
  }

  @BeforeEach
  void mark() throws IOException {
    SharedFolder.mark(folder.toString());
  }

  private ProgressReports sum() {
    try {
      return ProgressReports.in(folder.toString());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(10);
    }
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("braintrust-progress"))
        .toList();
  }

  @Test
  void addsUpWhatTheProcessesReport() throws InterruptedException {
    Worker one = new Worker(folder);
    Worker other = new Worker(folder);

    one.counted(5, 0);
    other.counted(7, 2);
    until(() -> sum().equals(new ProgressReports(12, 2)));
    one.counted(1_000, 3);

    until(() -> sum().equals(new ProgressReports(1_007, 5)));
  }

  @Test
  void nothingIsReportedYet() {
    assertThat(sum(), equalTo(new ProgressReports(0, 0)));
  }

  @Test
  void aFolderThatIsNotThereHasNoReports() throws IOException {
    assertThat(
        ProgressReports.in(folder.resolve("none").toString()), equalTo(new ProgressReports(0, 0)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12",
        "1 2 3 4 5",
        "1 2\n",
        "a b 3 4 5 6\n",
        "1 2 3 4 5\n6",
        "-1 2 3 4 5 6\n",
        "99999999999999999999 1 2 3 4 5\n"
      })
  void aHalfWrittenFileCountsAsNone(String text) throws IOException {
    Files.writeString(folder.resolve("dead.progress"), text);
    Files.writeString(folder.resolve("whole.progress"), "4 5 6 7 8 9\n");
    Files.writeString(folder.resolve("next.half"), "8 9 1 1 1 1\n");

    assertThat(sum(), equalTo(new ProgressReports(4, 5, new CallCounts(6, 7, 8, 9))));
  }

  @Test
  void theThreadEndsWithTheWorkAndComesBackWithMore() throws Exception {
    Worker worker = new Worker(folder);
    worker.counted(1, 1);
    until(() -> sum().rowsRead() == 1);
    until(() -> threads().isEmpty());

    worker.counted(2, 2);

    until(() -> sum().rowsRead() == 2);
    until(() -> threads().isEmpty());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList(), hasSize(2)); // the marker and the report
    }
  }

  @Test
  void aFolderOfARunThatHasEndedStaysAway() throws Exception {
    Path ended = Files.createDirectory(folder.resolve("ended"));
    SharedFolder.mark(ended.toString());
    Worker worker = new Worker(ended);
    worker.counted(1, 1);
    until(() -> files(ended).stream().anyMatch(file -> file.toString().endsWith(".progress")));
    for (Path file : files(ended)) {
      Files.delete(file);
    }
    Files.delete(ended);

    worker.counted(2, 2);
    until(() -> threads().isEmpty());

    assertThat(Files.exists(ended), is(false));
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenEndsNothing() throws Exception {
    Path file = Files.writeString(folder.resolve("a file"), "");
    Worker worker = new Worker(file);
    long start = System.nanoTime();

    worker.counted(1, 1);
    until(() -> threads().isEmpty());

    assertThat(System.nanoTime() - start, lessThan(Duration.ofSeconds(30).toNanos()));
    assertThat(threads(), empty());
  }

  /** The road from a step's count to the launcher's sum. */
  @Test
  void aClientWhoseSettingsNameAFolderHasItsCountsReported() throws Exception {
    BraintrustClient.create(
        FakeService.settings(URI.create("http://localhost:1"), ReadMode.QUERY)
            .sharedBy(new Workers(2, folder.toString())),
        FakeService.FAST);
    try {
      LiveCounts.reset();
      LiveCounts.addRowsRead(3);
      LiveCounts.addRowsWritten(2);
      LiveCounts.addAnswerBought();
      LiveCounts.addAnswerReused();
      LiveCounts.addAnswerReused();
      LiveCounts.addCallFailed();

      until(() -> sum().equals(new ProgressReports(3, 2, new CallCounts(1, 2, 1))));
    } finally {
      LiveCounts.reportNoMore();
    }
  }
}
