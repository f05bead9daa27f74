package org.braintrustbeam.io.braintrust;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.braintrustbeam.io.http.DaemonThreads;
import org.braintrustbeam.io.http.Workers;

/** A process that sends its part of the requests of a run, on a quick clock. */
final class BudgetWorker {
  static final int SPEED = 30;
  static final int BUDGET = 60;
  private static final int THREADS = 4;
  private static final int REQUESTS = 10;

  /** Requests that one process sends. */
  static final int ALL_REQUESTS = THREADS * REQUESTS;

  private BudgetWorker() {}

  public static void main(String[] args) throws Exception {
    sendAll(client(args[0], new Workers(Integer.parseInt(args[1]), args[2])));
    Thread.sleep(2_000); // a worker outlives its job: time for the last report
  }

  static BraintrustClient client(String url, Workers workers) {
    URI uri = URI.create(url);
    ConnectionSettings one = FakeService.settings(uri, ReadMode.QUERY);
    ConnectionSettings settings =
        new ConnectionSettings(
            uri,
            uri,
            false,
            "acme",
            null,
            ReadMode.QUERY,
            16,
            8,
            BUDGET,
            one.maxRetries(),
            one.requestTimeout(),
            workers);
    return BraintrustClient.create(settings, HurriedClient.timing(SPEED));
  }

  static void sendAll(BraintrustClient client) throws Exception {
    ExecutorService threads = DaemonThreads.pool("worker");
    List<Future<?>> parts = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      parts.add(threads.submit(() -> send(client)));
    }
    for (Future<?> part : parts) {
      part.get();
    }
  }

  private static void send(BraintrustClient client) {
    for (int i = 0; i < REQUESTS; i++) {
      client.findProject("demo");
      LiveCounts.addRowsRead(1);
    }
  }
}
