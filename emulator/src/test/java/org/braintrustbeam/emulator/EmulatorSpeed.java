package org.braintrustbeam.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures how many rows of 1 KB a second a server on one core takes and gives. It is run by hand;
 * CONTRIBUTING says how.
 *
 * <p>The server is a process of its own on core 0, with its data in a folder, so that each write is
 * forced to the disk. Beside the rows a second it prints those a second of the server's own time on
 * the core: where other programs run, the first number is theirs as well.
 */
public final class EmulatorSpeed {
  private static final int ROUNDS = 6;
  private static final int BATCHES = 20;
  private static final int BATCH = 1_000;
  private static final int ROW_BYTES = 1_000;
  private static final int CLIENTS = 4;

  private final TestClient client;
  private final ProcessHandle server;

  private EmulatorSpeed(String url, ProcessHandle server) {
    this.client = new TestClient(url, "k");
    this.server = server;
  }

  /** {@code FOLDER} to measure with a new folder in it; {@code serve FOLDER} is the server. */
  public static void main(String[] args) throws IOException {
    if (args[0].equals("serve")) {
      serve(Path.of(args[1]));
      return;
    }
    Path data = Files.createTempDirectory(Files.createDirectories(Path.of(args[0])), "speed");
    Process process = start(data);
    try {
      BufferedReader said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      new EmulatorSpeed(said.readLine(), process.toHandle()).rounds();
    } finally {
      process.destroy();
      process.onExit().join();
      ThrowAwayFolder.delete(data);
    }
  }

  private static Process start(Path data) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                "taskset",
                "-c",
                "0",
                java,
                "-cp",
                System.getProperty("java.class.path"),
                EmulatorSpeed.class.getName(),
                "serve",
                data.toString()))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Serves until it is ended, or nobody listens any more. */
  private static void serve(Path data) throws IOException {
    try (Emulator emulator = Emulator.builder().data(data).start()) {
      System.out.println(emulator.url());
      System.in.read();
    }
  }

  private void rounds() {
    System.out.println("rows/s, and rows a second of the server's time on the core");
    String project = client.project("speed");
    for (int round = 1; round <= ROUNDS; round++) {
      String dataset = client.dataset(project, "round " + round);
      measure(round + " insert", 1, () -> everyBatch(batch -> insert(dataset, batch)));
      measure(round + " read  ", CLIENTS, () -> inParallel(reader -> read(dataset)));
    }
  }

  private void measure(String name, int times, Runnable work) {
    Duration spent = serverTime();
    long start = System.nanoTime();
    work.run();
    long nanos = System.nanoTime() - start;
    double rows = (double) BATCHES * BATCH * times;
    System.out.printf(
        "%s %,9.0f %,9.0f%n",
        name, rows / nanos * 1e9, rows / serverTime().minus(spent).toNanos() * 1e9);
  }

  private Duration serverTime() {
    return server.info().totalCpuDuration().orElseThrow();
  }

  private static void everyBatch(IntConsumer work) {
    inParallel(
        writer -> {
          for (int batch = writer; batch < BATCHES; batch += CLIENTS) {
            work.accept(batch);
          }
        });
  }

  private static void inParallel(IntConsumer work) {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      CompletableFuture.allOf(
              IntStream.range(0, CLIENTS)
                  .mapToObj(i -> CompletableFuture.runAsync(() -> work.accept(i), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      threads.shutdown();
    }
  }

  private void insert(String dataset, int batch) {
    client.insert(
        "dataset",
        dataset,
        IntStream.range(0, BATCH)
            .mapToObj(row -> row(batch * BATCH + row))
            .collect(Collectors.joining(",")));
  }

  private static String row(int number) {
    String head = "{\"id\":\"row-%08d\",\"expected\":\"%d\",\"input\":\"".formatted(number, number);
    return head + "x".repeat(ROW_BYTES - head.length() - 2) + "\"}";
  }

  private void read(String dataset) {
    String query = "SELECT * FROM dataset('" + dataset + "') LIMIT " + BATCH;
    String cursor = "";
    int read = 0;
    do {
      TestClient.Answer page =
          client.sql(cursor.isEmpty() ? query : query + " OFFSET '" + cursor + "'");
      read += rows(page.body());
      cursor = page.header("x-bt-cursor");
    } while (!cursor.isEmpty());
    if (read != BATCHES * BATCH) {
      throw new AssertionError("read " + read + " rows of " + BATCHES * BATCH);
    }
  }

  /** The client is not what is measured: it counts the rows without reading their JSON. */
  private static int rows(String body) {
    String start = "\"row-";
    int rows = 0;
    for (int at = body.indexOf(start); at >= 0; at = body.indexOf(start, at + 1)) {
      rows++;
    }
    return rows;
  }
}
