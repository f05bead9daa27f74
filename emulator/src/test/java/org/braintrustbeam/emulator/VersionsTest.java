package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots, restores and environments. */
class VersionsTest {
  private static final Emulator EMULATOR = Emulator.builder().start();

  private final TestClient client = new TestClient(EMULATOR.url(), "sk");
  private String dataset = "";

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @BeforeEach
  void makeADataset() {
    dataset = client.dataset(client.project("versions-" + System.nanoTime()), "d");
  }

  private JsonNode snapshot(String name, String xact) {
    return ok(
        client.post(
            "/v1/dataset_snapshot",
            "{\"dataset_id\":\"%s\",\"name\":\"%s\",\"xact_id\":\"%s\"}"
                .formatted(dataset, name, xact)));
  }

  private static JsonNode ok(TestClient.Answer answer) {
    assertThat(answer.body(), answer.status(), is(200));
    return answer.json();
  }

  private List<String> names(String rest) {
    List<String> names = new ArrayList<>();
    ok(client.get("/v1/dataset_snapshot?dataset_id=" + dataset + rest))
        .path("objects")
        .forEach(one -> names.add(one.path("name").asText()));
    return names;
  }

  private String head() {
    return client
        .sql("SELECT max(_xact_id) AS v FROM dataset('" + dataset + "')")
        .rows()
        .get(0)
        .path("v")
        .asText();
  }

  private Map<String, String> expected() {
    Map<String, String> expected = new TreeMap<>();
    client
        .sql("SELECT * FROM dataset('" + dataset + "')")
        .rows()
        .forEach(row -> expected.put(row.path("id").asText(), row.path("expected").toString()));
    return expected;
  }

  private void insert(String events) {
    client.insert("dataset", dataset, events);
  }

  @Test
  void aSnapshotOfATakenNameIsAnsweredAsItIs() {
    JsonNode made = snapshot("base", "1000197266989907975");
    TestClient.Answer again =
        client.post(
            "/v1/dataset_snapshot",
            "{\"dataset_id\":\"" + dataset + "\",\"name\":\"base\",\"xact_id\":\"7\"}");

    assertThat(again.json(), equalTo(made));
    assertThat(again.header("x-bt-found-existing"), is("true"));
    assertThat(made.path("xact_id").asText(), is("1000197266989907975"));
  }

  @Test
  void putReplacesTheVersionAndTheDescription() {
    JsonNode made = snapshot("base", "5");
    TestClient.Answer put =
        client.put(
            "/v1/dataset_snapshot",
            "{\"dataset_id\":\"%s\",\"name\":\"base\",\"xact_id\":\"7\",\"description\":\"d\"}"
                .formatted(dataset));

    assertThat(put.json().path("id"), equalTo(made.path("id")));
    assertThat(put.json().path("xact_id").asText(), is("7"));
    assertThat(put.json().path("description").asText(), is("d"));
    assertThat(names(""), contains("base"));
  }

  @Test
  void theListIsPagedNewestFirst() {
    List<String> ids = new ArrayList<>();
    for (String name : List.of("one", "two", "three")) {
      ids.add(snapshot(name, "5").path("id").asText());
    }

    assertThat(names(""), contains("three", "two", "one"));
    assertThat(names("&limit=2"), contains("three", "two"));
    assertThat(names("&limit=2&starting_after=" + ids.get(1)), contains("one"));
    assertThat(names("&ending_before=" + ids.get(0)), contains("three", "two"));
    assertThat(names("&dataset_snapshot_name=two"), contains("two"));
    assertThat(names("&ids=" + ids.get(0) + "&ids=" + ids.get(2)), contains("three", "one"));
  }

  @Test
  void aSnapshotIsRenamedAndDeleted() {
    String path = "/v1/dataset_snapshot/" + snapshot("base", "5").path("id").asText();
    snapshot("taken", "5");

    assertThat(ok(client.patch(path, "{\"name\":\"new\"}")).path("name").asText(), is("new"));
    assertThat(client.patch(path, "{\"name\":\"taken\"}").status(), is(400));
    assertThat(ok(client.get(path)).path("name").asText(), is("new"));
    ok(client.delete(path));
    assertThat(client.get(path).status(), is(400));
    assertThat(names(""), contains("taken"));
  }

  @Test
  void whatIsNoVersionOrNoDatasetIsRefused() {
    for (String body :
        List.of(
            "{\"dataset_id\":\"%s\",\"name\":\"n\",\"xact_id\":\"new\"}".formatted(dataset),
            "{\"dataset_id\":\"%s\",\"name\":\"n\"}".formatted(dataset),
            "{\"dataset_id\":\"gone\",\"name\":\"n\",\"xact_id\":\"5\"}")) {
      assertThat(body, client.post("/v1/dataset_snapshot", body).status(), is(400));
    }
    assertThat(client.get("/v1/dataset_snapshot?dataset_id=gone").status(), is(400));
  }

  @Test
  void aRestoreWritesWhatDiffersAndDeletesWhatWasNotThere() {
    insert(
        "{\"id\":\"a\",\"expected\":9007199254740993,\"tags\":[\"x\"]},{\"id\":\"b\",\"expected\":2}");
    String base = head();
    insert("{\"id\":\"a\",\"expected\":9,\"_is_merge\":true},{\"id\":\"c\",\"expected\":3}");
    insert("{\"id\":\"b\",\"_object_delete\":true}");
    String before = head();
    JsonNode preview = restore("/preview", base);

    assertThat(head(), is(before));
    JsonNode done = restore("", base);

    assertThat(preview.toString(), is("{\"rows_to_restore\":2,\"rows_to_delete\":1}"));
    assertThat(done.path("rows_restored").asInt(), is(2));
    assertThat(done.path("rows_deleted").asInt(), is(1));
    assertThat(done.path("xact_id").asText(), is(head()));
    assertThat(done.path("xact_id").asText(), not(before));
    assertThat(expected(), equalTo(Map.of("a", "9007199254740993", "b", "2")));
  }

  @Test
  void aRestoredRowKeepsItsAgeItsKeyItsCommentsAndItsAudit() {
    insert("{\"id\":\"a\",\"expected\":1,\"created\":\"2026-01-02T03:04:05Z\"}");
    String base = head();
    JsonNode old = row();
    insert("{\"id\":\"a\",\"expected\":2}");
    ok(
        client.post(
            "/v1/dataset/" + dataset + "/feedback",
            "{\"feedback\":[{\"id\":\"a\",\"comment\":\"why\"}]}"));
    restore("", base);
    JsonNode restored = row();

    for (String field : List.of("created", "_pagination_key", "span_id", "expected")) {
      assertThat(field, restored.path(field), equalTo(old.path(field)));
    }
    assertThat(restored.path("comments").size(), is(1));
    assertThat(restored.path("audit_data").size(), is(row().path("audit_data").size()));
    assertThat(
        restored.path("audit_data").get(restored.path("audit_data").size() - 1).path("_xact_id"),
        equalTo(restored.path("_xact_id")));
  }

  private JsonNode row() {
    return client.sql("SELECT * FROM dataset('" + dataset + "')").rows().get(0);
  }

  @Test
  void aRestoreOfWhatIsThereWritesNothing() {
    insert("{\"id\":\"a\",\"expected\":{\"x\":1,\"y\":2}}");
    String base = head();
    insert("{\"id\":\"a\",\"expected\":2}");
    restore("", base);
    String before = head();

    assertThat(
        restore("", base).toString(),
        is("{\"xact_id\":null,\"rows_restored\":0,\"rows_deleted\":0}"));
    assertThat(head(), is(before));
  }

  private JsonNode restore(String preview, String version) {
    return ok(
        client.post(
            "/v1/dataset/" + dataset + "/restore" + preview, "{\"version\":\"" + version + "\"}"));
  }

  @Test
  void anEnvironmentNamesAVersionUntilItIsTakenAway() {
    String all = "/environment-object/dataset/" + dataset;
    String path = all + "/prod%2Feu";
    JsonNode set = ok(client.put(path, "{\"object_version\":\"5\"}"));
    JsonNode moved = ok(client.put(path, "{\"object_version\":\"7\",\"org_name\":\"demo-org\"}"));

    assertThat(moved.path("id"), equalTo(set.path("id")));
    assertThat(ok(client.get(path)).path("object_version").asText(), is("7"));
    assertThat(ok(client.get(path)).path("environment_slug").asText(), is("prod/eu"));
    assertThat(ok(client.get(all)).path("objects").size(), is(1));
    ok(client.delete(path));
    assertThat(client.get(path).status(), is(400));
    assertThat(ok(client.get(all)).path("objects").size(), is(0));
    assertThat(client.put(all + "/x", "{\"object_version\":\"new\"}").status(), is(400));
    assertThat(client.get("/environment-object/view/" + dataset).status(), is(400));
  }

  @Test
  void namesOfVersionsSurviveARestart(@TempDir Path folder) {
    String id;
    try (Emulator emulator = Emulator.builder().data(folder).start()) {
      TestClient first = new TestClient(emulator.url(), "sk");
      id = first.dataset(first.project("p"), "d");
      ok(
          first.post(
              "/v1/dataset_snapshot",
              "{\"dataset_id\":\"" + id + "\",\"name\":\"s\",\"xact_id\":\"5\"}"));
      ok(first.put("/environment-object/dataset/" + id + "/prod", "{\"object_version\":\"5\"}"));
    }
    try (Emulator emulator = Emulator.builder().data(folder).start()) {
      TestClient second = new TestClient(emulator.url(), "sk");

      assertThat(
          second.get("/v1/dataset_snapshot?dataset_id=" + id).json().path("objects").size(), is(1));
      assertThat(second.get("/environment-object/dataset/" + id + "/prod").status(), is(200));
    }
  }
}
