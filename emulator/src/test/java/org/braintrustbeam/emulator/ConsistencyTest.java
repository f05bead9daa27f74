package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Readers and writers at the same time. */
class ConsistencyTest {
  private static final int ROWS = 8;
  private static final int WRITES = 280; // enough to meet a compaction of the file

  private static final int CHANGES = 200;

  @Test
  void aReaderSeesAllOfATransactionOrNothing() {
    try (Emulator emulator = Emulator.builder().start()) {
      TestClient client = new TestClient(emulator.url(), "k");
      String dataset = client.dataset(client.project("p"), "d");
      write(client, dataset, 0);
      AtomicBoolean done = new AtomicBoolean();
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(
                  () -> IntStream.rangeClosed(1, WRITES).forEach(i -> write(client, dataset, i)))
              .whenComplete((nothing, failure) -> done.set(true));

      long last = 0;
      while (!done.get()) {
        List<JsonNode> rows =
            client.sql("SELECT _xact_id, expected FROM dataset('" + dataset + "')").rows();
        assertThat(rows, hasSize(ROWS));
        assertThat(rows.stream().distinct().toList(), hasSize(1));
        long seen = rows.get(0).path("expected").asLong();
        assertThat(last, lessThanOrEqualTo(seen));
        last = seen;
      }
      writer.join();

      assertThat(
          client
              .sql("SELECT count(1) AS n, min(expected) AS e FROM dataset('" + dataset + "')")
              .rows()
              .get(0)
              .toString(),
          equalTo("{\"n\":%d,\"e\":%d}".formatted(ROWS, WRITES)));
    }
  }

  @Test
  void changesOfAnObjectAtTheSameTimeAreAllKept() {
    try (Emulator emulator = Emulator.builder().start()) {
      TestClient client = new TestClient(emulator.url(), "k");
      String dataset = "/v1/dataset/" + client.dataset(client.project("p"), "d");
      IntStream.range(0, CHANGES)
          .parallel()
          .forEach(i -> client.patch(dataset, "{\"metadata\":{\"k%d\":1}}".formatted(i)));

      assertThat(client.get(dataset).json().path("metadata").size(), equalTo(CHANGES));
    }
  }

  private static void write(TestClient client, String dataset, int value) {
    StringBuilder events = new StringBuilder();
    for (int row = 0; row < ROWS; row++) {
      events.append(row == 0 ? "" : ",");
      events.append("{\"id\":\"r%d\",\"expected\":%d}".formatted(row, value));
    }
    client.insert("dataset", dataset, events.toString());
  }
}
