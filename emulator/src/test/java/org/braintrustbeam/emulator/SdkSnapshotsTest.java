package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Snapshots by the routes that the SDKs take: they are those of {@code /v1}. */
class SdkSnapshotsTest {
  private static final Emulator EMULATOR = Emulator.builder().start();
  private static final String SDK = "/api/dataset_snapshot/";

  private final TestClient client = new TestClient(EMULATOR.url(), "k");

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @Test
  void aSnapshotIsMadeFoundRenamedAndDeleted() {
    String dataset = client.dataset(client.project("p"), "d");
    JsonNode made = register(dataset, "7");
    JsonNode again = register(dataset, "8");
    String id = made.path("dataset_snapshot").path("id").asText();

    assertThat(made.path("found_existing").asBoolean(), is(false));
    assertThat(again.path("found_existing").asBoolean(), is(true));
    assertThat(again.path("dataset_snapshot"), equalTo(made.path("dataset_snapshot")));
    assertThat(
        client.get("/v1/dataset_snapshot/" + id).json(), equalTo(made.path("dataset_snapshot")));
    assertThat(found(dataset, "\"xact_id\":\"7\"").size(), is(1));
    assertThat(found(dataset, "\"xact_id\":\"8\"").size(), is(0));

    client.post(SDK + "patch_id", "{\"id\":\"%s\",\"name\":\"new\"}".formatted(id));
    assertThat(found(dataset, "\"name\":\"base\"").size(), is(0));
    assertThat(found(dataset, "\"name\":\"new\"").path(0).path("id").asText(), equalTo(id));

    client.post(SDK + "delete_id", "{\"id\":\"%s\"}".formatted(id));
    assertThat(found(dataset, "\"name\":\"new\"").size(), is(0));
    assertThat(client.get("/v1/dataset_snapshot/" + id).status(), is(400));
  }

  private JsonNode register(String dataset, String xact) {
    return client
        .post(
            SDK + "register",
            "{\"dataset_id\":\"%s\",\"dataset_snapshot_name\":\"base\",\"xact_id\":\"%s\"}"
                .formatted(dataset, xact))
        .json();
  }

  private JsonNode found(String dataset, String by) {
    return client.post(SDK + "get", "{\"dataset_id\":\"%s\",%s}".formatted(dataset, by)).json();
  }
}
