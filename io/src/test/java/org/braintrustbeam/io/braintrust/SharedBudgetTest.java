package org.braintrustbeam.io.braintrust;

import static org.braintrustbeam.io.braintrust.FakeService.ok;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.http.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As {@link SharedBudgetProperties}, with processes and HTTP. */
class SharedBudgetTest {
  private static final int WORKERS = 4;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos() / BudgetWorker.SPEED;

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void aBudgetOfSixtyAMinuteIsNeverExceededByALauncherAndFourWorkers() throws Exception {
    SharedFolder.mark(folder.toString());
    List<Long> times = Collections.synchronizedList(new ArrayList<>());
    try (FakeService service =
        new FakeService(
            request -> {
              times.add(System.nanoTime());
              return ok("{\"objects\":[{\"id\":\"p-1\",\"name\":\"demo\"}]}");
            })) {
      String url = service.url().toString();
      BraintrustClient launcher = BudgetWorker.client(url, Workers.THIS_PROCESS);
      BudgetWorker.sendAll(launcher);
      runWorkers(url);
      launcher.afterWorkers(new Workers(WORKERS, folder.toString()));
      BudgetWorker.sendAll(launcher);
    }

    assertThat(times.size(), equalTo((WORKERS + 2) * BudgetWorker.ALL_REQUESTS));
    assertThat(mostInAMinute(times), lessThanOrEqualTo(BudgetWorker.BUDGET));
    assertThat(
        ProgressReports.in(folder.toString()),
        equalTo(new ProgressReports(WORKERS * BudgetWorker.ALL_REQUESTS, 0)));
  }

  /** They find the key in their own environment. */
  private void runWorkers(String url) throws Exception {
    List<Process> workers = new ArrayList<>();
    try {
      for (int i = 0; i < WORKERS; i++) {
        ProcessBuilder worker =
            new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BudgetWorker.class.getName(),
                url,
                Integer.toString(WORKERS),
                folder.toString());
        worker.environment().put(ApiKey.VARIABLE, "sk-of-a-worker");
        workers.add(worker.inheritIO().start());
      }
      for (Process worker : workers) {
        assertThat(worker.waitFor(90, TimeUnit.SECONDS), is(true));
        assertThat(worker.exitValue(), is(0));
      }
    } finally {
      workers.forEach(Process::destroyForcibly);
    }
  }

  private static int mostInAMinute(List<Long> times) {
    List<Long> sorted = times.stream().sorted().toList();
    int most = 0;
    int first = 0;
    for (int last = 0; last < sorted.size(); last++) {
      while (sorted.get(last) - sorted.get(first) >= MINUTE) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
