package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.catalog.Organization;
import org.braintrustbeam.emulator.demo.DemoData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, errors, projects, datasets and experiments over HTTP. */
class ServerTest {
  private static final Emulator EMULATOR =
      Emulator.builder().acceptedKeys(List.of("sk-good")).maxRequestBytes(10_000).start();

  private final TestClient client = new TestClient(EMULATOR.url(), "sk-good");

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @Test
  void aMissingOrUnknownKeyIsRefused() {
    for (String key : List.of("", "sk-bad")) {
      TestClient.Answer answer = new TestClient(EMULATOR.url(), key).get("/v1/project");

      assertThat(answer.status(), is(401));
      assertThat(answer.json().path("Code").asText(), is("UnauthorizedError"));
      assertThat(answer.body(), not(containsString("sk-bad")));
    }
  }

  @Test
  void loginSendsClientsBackToThisServer() {
    TestClient.Answer byHeader = client.post("/api/apikey/login", "");
    TestClient.Answer byBody =
        new TestClient(EMULATOR.url(), "").post("/api/apikey/login", "{\"token\":\"sk-good\"}");
    TestClient.Answer refused =
        new TestClient(EMULATOR.url(), "").post("/api/apikey/login", "{\"token\":\"sk-bad\"}");

    JsonNode org = byHeader.json().path("org_info").get(0);
    assertThat(org.path("api_url").asText(), equalTo(EMULATOR.url()));
    assertThat(org.path("proxy_url").asText(), equalTo(EMULATOR.url()));
    assertThat(org.path("name").asText(), equalTo(Organization.NAME));
    assertThat(byBody.body(), equalTo(byHeader.body()));
    assertThat(refused.status(), is(401));
  }

  @Test
  void pingAndVersionNeedNoKey() {
    TestClient anonymous = new TestClient(EMULATOR.url(), "");

    assertThat(anonymous.get("/ping").status(), is(200));
    assertThat(anonymous.get("/version").json().has("version"), is(true));
  }

  @Test
  void anUnknownRouteIsNamed() {
    TestClient.Answer answer = client.get("/v1/dataset/x/nothing");

    assertThat(answer.status(), is(404));
    assertThat(answer.json().path("Message").asText(), containsString("GET /v1/dataset/x/nothing"));
  }

  @Test
  void aRequestThatIsTooLargeIsRefusedAndTheServerGoesOn() {
    String dataset = client.dataset(client.project("large"), "d");
    String large = "{\"events\":[{\"id\":\"a\",\"input\":\"" + "x".repeat(100_000) + "\"}]}";

    assertThat(client.post("/v1/dataset/" + dataset + "/insert", large).status(), is(413));
    assertThat(client.get("/v1/dataset/" + dataset + "/fetch").rows(), hasSize(0));
  }

  @Test
  void creatingWhatExistsFindsItUnchanged() {
    TestClient.Answer first = client.post("/v1/project", "{\"name\":\"twice\"}");
    TestClient.Answer second =
        client.post("/v1/project", "{\"name\":\"twice\",\"description\":\"x\"}");

    assertThat(first.header("x-bt-found-existing"), is(""));
    assertThat(second.header("x-bt-found-existing"), is("true"));
    assertThat(second.body(), equalTo(first.body()));
  }

  @Test
  void ensureNewMakesAnotherExperimentUnderAnotherName() {
    String project = client.project("ensure");
    String first = client.experiment(project, "e");
    JsonNode second =
        client
            .post(
                "/v1/experiment",
                "{\"project_id\":\"" + project + "\",\"name\":\"e\",\"ensure_new\":true}")
            .json();

    assertThat(second.path("id").asText(), not(equalTo(first)));
    assertThat(second.path("name").asText(), startsWith("e-"));
  }

  @Test
  void anyNameIsFoundAgainInItsOwnProjectOnly() {
    String one = client.project("odd names");
    String other = client.project("odd names too");
    for (String name : List.of("a/b c", "\"quoted\" 'n' \\", "日本語 ü %2F+&?#")) {
      String inOne = client.dataset(one, name);
      String inOther = client.dataset(other, name);

      assertThat(inOther, not(equalTo(inOne)));
      assertThat(
          names(client.get("/v1/dataset?project_id=" + one + "&dataset_name=" + encode(name))),
          equalTo(List.of(name)));
      assertThat(
          client
              .get("/v1/dataset?project_name=odd%20names%20too&dataset_name=" + encode(name))
              .json()
              .path("objects")
              .get(0)
              .path("id")
              .asText(),
          equalTo(inOther));
    }
    assertThat(names(client.get("/v1/dataset?dataset_name=none")), hasSize(0));
    assertThat(names(client.get("/v1/project?org_name=foreign")), hasSize(0));
  }

  @Test
  void listsArePagedWithTheNewestFirst() {
    String project = client.project("lists");
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ids.add(0, client.experiment(project, "e" + i));
    }
    String list = "/v1/experiment?project_id=" + project;

    assertThat(names(client.get(list)), equalTo(List.of("e4", "e3", "e2", "e1", "e0")));
    assertThat(
        names(client.get(list + "&limit=2&starting_after=" + ids.get(1))),
        equalTo(List.of("e2", "e1")));
    assertThat(
        names(client.get(list + "&limit=2&ending_before=" + ids.get(4))),
        equalTo(List.of("e2", "e1")));
    assertThat(
        names(client.get(list + "&ids=" + ids.get(0) + "&ids=" + ids.get(3))),
        equalTo(List.of("e4", "e1")));
    assertThat(client.get(list + "&starting_after=a&ending_before=b").status(), is(400));
  }

  @Test
  void objectsCanBeChangedAndDeleted() {
    String project = client.project("changing");
    String dataset = client.dataset(project, "before");
    String path = "/v1/dataset/" + dataset;

    client.patch(path, "{\"metadata\":{\"a\":1}}");
    JsonNode changed = client.patch(path, "{\"name\":\"after\",\"metadata\":{\"b\":2}}").json();
    assertThat(changed.path("metadata").toString(), equalTo("{\"a\":1,\"b\":2}"));
    assertThat(client.get(path).json(), equalTo(changed));

    client.dataset(project, "taken");
    assertThat(client.patch(path, "{\"name\":\"taken\"}").status(), is(400));

    assertThat(client.delete(path).json().path("deleted_at").isTextual(), is(true));
    assertThat(client.get(path).body(), containsString(dataset));
    assertThat(client.get(path).status(), is(400));
    assertThat(names(client.get("/v1/dataset?project_id=" + project)), equalTo(List.of("taken")));

    client.delete("/v1/project/" + project);
    assertThat(names(client.get("/v1/dataset?project_id=" + project)), hasSize(0));
    assertThat(client.project("changing"), not(equalTo(project)));
  }

  @Test
  void unknownParentsAndMissingNamesAreRefused() {
    assertThat(client.post("/v1/project", "{}").status(), is(400));
    assertThat(client.post("/v1/project", "{\"name\":7}").status(), is(400));
    assertThat(
        client.post("/v1/dataset", "{\"name\":\"x\",\"project_id\":\"none\"}").status(), is(400));
    assertThat(client.post("/v1/project", "{\"name\":").status(), is(400));
  }

  @Test
  void severalObjectsAreWrittenInOneTransaction() {
    String project = client.project("several");
    String dataset = client.dataset(project, "d");
    TestClient.Answer answer =
        client.post(
            "/v1/insert",
            "{\"dataset\":{\"%s\":{\"events\":[{\"id\":\"a\"}],\"feedback\":[{\"id\":\"a\",\"tags\":[\"t\"]}]}},"
                    .formatted(dataset)
                + "\"project_logs\":{\"%s\":{\"events\":[{\"id\":\"b\"}]}}}".formatted(project));

    JsonNode row = client.get("/v1/dataset/" + dataset + "/fetch").rows().get(0);
    JsonNode log = client.get("/v1/project_logs/" + project + "/fetch").rows().get(0);

    assertThat(answer.json().path("dataset").path(dataset).toString(), is("{\"row_ids\":[\"a\"]}"));
    assertThat(row.path("_xact_id"), equalTo(log.path("_xact_id")));
    assertThat(row.path("_pagination_key"), not(equalTo(log.path("_pagination_key"))));
    assertThat(row.path("tags").toString(), equalTo("[\"t\"]"));
  }

  @Test
  void brokenBodiesAreRefusedNotFailedOn() {
    String dataset = client.dataset(client.project("broken"), "d");
    for (String body :
        List.of(
            "{\"events\":[{\"id\":\"a\"}",
            "{\"events\":{}}",
            "{\"events\":[7]}",
            "{\"events\":[{\"id\":7}]}",
            "{\"events\":[{\"id\":\"a\",\"\\ud800\":1}]}",
            "{\"events\":[{\"id\":\"a\",\"input\":" + "[".repeat(2000) + "]".repeat(2000) + "}]}",
            "{\"events\":[]} x",
            "\uFEFF{\"events\":[]}")) {
      TestClient.Answer answer = client.post("/v1/dataset/" + dataset + "/insert", body);

      assertThat(answer.body(), answer.status(), is(400));
    }
    assertThat(client.get("/v1/dataset/" + dataset + "/fetch").rows(), hasSize(0));
  }

  @Test
  void aServerThatCannotListenLeavesItsDataFree(@TempDir Path folder) {
    int taken = URI.create(EMULATOR.url()).getPort();

    Emulator.Builder second = Emulator.builder().data(folder).port(taken);
    Assertions.assertThrows(RuntimeException.class, second::start);

    Emulator.builder().data(folder).start().close();
  }

  @Test
  void largeAnswersAreCompressedForWhoAsks() throws IOException, InterruptedException {
    try (Emulator emulator = Emulator.builder().seedDemo(true).start()) {
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create(emulator.url() + "/v1/dataset/" + DemoData.GOLDEN + "/fetch"))
              .header("Authorization", "Bearer k")
              .header("Accept-Encoding", "gzip")
              .build();

      HttpResponse<byte[]> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());

      assertThat(answer.headers().firstValue("Content-Encoding").orElse(""), is("gzip"));
      assertThat(answer.body()[0], is((byte) 0x1f));
    }
  }

  @Test
  void latencyIsAddedToEachRequest() {
    try (Emulator slow = Emulator.builder().latency(Duration.ofMillis(200)).start()) {
      long start = System.nanoTime();
      new TestClient(slow.url(), "k").get("/ping");

      assertThat(System.nanoTime() - start >= 200_000_000L, is(true));
    }
  }

  private static List<String> names(TestClient.Answer answer) {
    List<String> names = new ArrayList<>();
    answer.json().path("objects").forEach(object -> names.add(object.path("name").asText()));
    return names;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
