package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the SDKs ask the app: making objects by name, base experiments, and a transaction id. */
class RegisterTest {
  private static final Emulator EMULATOR = Emulator.builder().start();

  private final TestClient client = new TestClient(EMULATOR.url(), "sk");

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  private JsonNode post(String path, String body) {
    TestClient.Answer answer = client.post(path, body);
    assertThat(answer.body(), answer.status(), is(200));
    return answer.json();
  }

  private JsonNode experiment(String project, String rest) {
    return post("/api/experiment/register", "{\"project_name\":\"" + project + "\"" + rest + "}")
        .path("experiment");
  }

  @Test
  void aProjectIsMadeOnce() {
    JsonNode made = post("/api/project/register", "{\"project_name\":\"p\"}");
    JsonNode again = post("/api/project/register", "{\"project_name\":\"p\"}");

    assertThat(again.path("project"), equalTo(made.path("project")));
    assertThat(made.path("found_existing").asBoolean(), is(false));
    assertThat(again.path("found_existing").asBoolean(), is(true));
    String id = made.path("project").path("id").asText();
    assertThat(client.get("/v1/project/" + id).json(), equalTo(made.path("project")));
    assertThat(client.get("/api/project?id=" + id).json(), equalTo(made.path("project")));
    assertThat(
        post("/api/project/get", "{\"id\":\"" + id + "\"}").get(0), equalTo(made.path("project")));
  }

  @Test
  void aDatasetIsMadeTogetherWithItsProject() {
    String body =
        "{\"project_name\":\"p2\",\"dataset_name\":\"d\",\"description\":\"x\",\"metadata\":{\"k\":1}}";
    JsonNode made = post("/api/dataset/register", body);
    JsonNode again = post("/api/dataset/register", body.replace("\"x\"", "\"y\""));

    assertThat(made.path("project").path("name").asText(), is("p2"));
    assertThat(made.path("dataset").path("description").asText(), is("x"));
    assertThat(made.path("dataset").path("metadata").path("k").asInt(), is(1));
    assertThat(again.path("dataset"), equalTo(made.path("dataset")));
    assertThat(again.path("found_existing").asBoolean(), is(true));
  }

  @Test
  void aDatasetOfNoNameIsANewOneEachTime() {
    JsonNode first = post("/api/dataset/register", "{\"project_name\":\"p2\"}");
    JsonNode second = post("/api/dataset/register", "{\"project_name\":\"p2\"}");

    assertThat(first.path("dataset").path("name").asText(), startsWith("dataset-"));
    assertThat(second.path("dataset").path("id"), not(first.path("dataset").path("id")));
  }

  @Test
  void anExperimentOfATakenNameIsANewOneUnlessItIsToBeContinued() {
    JsonNode first = experiment("p3", ",\"experiment_name\":\"e\"");
    JsonNode second = experiment("p3", ",\"experiment_name\":\"e\",\"update\":false");
    JsonNode continued = experiment("p3", ",\"experiment_name\":\"e\",\"update\":true");

    assertThat(second.path("id"), not(first.path("id")));
    assertThat(second.path("name").asText(), startsWith("e-"));
    assertThat(continued, equalTo(first));
  }

  @Test
  void anExperimentOfNoNameGetsOne() {
    assertThat(experiment("p4", "").path("name").asText(), not(is("")));
  }

  @Test
  void theBaseIsTheOneNamedElseTheOneOfTheNearestCommit() {
    JsonNode old =
        experiment("p5", ",\"experiment_name\":\"old\",\"repo_info\":{\"commit\":\"c1\"}");
    JsonNode other = experiment("p5", ",\"experiment_name\":\"other\"");
    JsonNode byCommit =
        experiment("p5", ",\"experiment_name\":\"x\",\"ancestor_commits\":[\"c9\",\"c1\"]");
    JsonNode byName = experiment("p5", ",\"experiment_name\":\"y\",\"base_experiment\":\"other\"");
    JsonNode none = experiment("p5", ",\"experiment_name\":\"z\",\"ancestor_commits\":[\"c9\"]");

    assertThat(old.path("commit").asText(), is("c1"));
    assertThat(byCommit.path("base_exp_id"), equalTo(old.path("id")));
    assertThat(byName.path("base_exp_id"), equalTo(other.path("id")));
    assertThat(none.path("base_exp_id").isNull(), is(true));
  }

  @Test
  void anUnknownBaseIsRefusedInTheWordsTheSdkLooksFor() {
    TestClient.Answer answer =
        client.post(
            "/api/experiment/register",
            "{\"project_name\":\"p6\",\"experiment_name\":\"e\",\"base_experiment\":\"gone\"}");

    assertThat(answer.status(), is(400));
    assertThat(answer.body(), containsString("base experiment"));
    assertThat(answer.body(), containsString("gone"));
  }

  @Test
  void anExperimentIsComparedWithItsBaseElseWithTheMostRecentOther() {
    JsonNode first = experiment("p7", ",\"experiment_name\":\"first\"");
    TestClient.Answer none = base(first);
    JsonNode second = experiment("p7", ",\"experiment_name\":\"second\"");
    JsonNode third =
        experiment("p7", ",\"experiment_name\":\"third\",\"base_experiment\":\"first\"");

    assertThat(none.status(), is(400));
    assertThat(base(second).json().path("base_exp_name").asText(), is("third"));
    assertThat(base(third).json().path("base_exp_id"), equalTo(first.path("id")));
  }

  private TestClient.Answer base(JsonNode experiment) {
    return client.post("/api/base_experiment/get_id", "{\"id\":" + experiment.path("id") + "}");
  }

  @Test
  void anExperimentIsFoundByItsName() {
    JsonNode made = experiment("p8", ",\"experiment_name\":\"e\"");

    assertThat(
        post("/api/experiment/get", "{\"project_name\":\"p8\",\"experiment_name\":\"e\"}").get(0),
        equalTo(made));
    assertThat(
        post("/api/experiment/get", "{\"project_name\":\"p8\",\"experiment_name\":\"f\"}").size(),
        is(0));
    assertThat(
        post("/api/experiment/get", "{\"project_name\":\"no\",\"experiment_name\":\"e\"}").size(),
        is(0));
  }

  @Test
  void objectInfoTellsTheNamesOfWhatExists() {
    JsonNode made =
        post("/api/dataset/register", "{\"project_name\":\"p9\",\"dataset_name\":\"d\"}");
    JsonNode info =
        post(
            "/api/self/get_object_info",
            "{\"object_type\":\"dataset\",\"object_ids\":["
                + made.path("dataset").path("id")
                + ",\"gone\"]}");

    assertThat(info.size(), is(1));
    assertThat(info.get(0).path("object_name").asText(), is("d"));
    assertThat(info.get(0).path("parent_cols").path("project").path("name").asText(), is("p9"));
  }

  @Test
  void noProvidersKeysAreKept() {
    assertThat(post("/api/ai_secret/get", "{}").size(), is(0));
  }

  @Test
  void aTransactionIdLiesBetweenTheWritesBeforeAndAfter() {
    String dataset = client.dataset(client.project("p10"), "d");
    client.insert("dataset", dataset, "{\"id\":\"a\"}");
    long between = Long.parseLong(client.get("/xact-id").body());
    client.insert("dataset", dataset, "{\"id\":\"b\"}");

    assertThat(xact(dataset, "a"), lessThan(between));
    assertThat(xact(dataset, "b"), greaterThan(between));
  }

  private long xact(String dataset, String id) {
    return client
        .sql("SELECT _xact_id FROM dataset('" + dataset + "') WHERE id = '" + id + "'")
        .rows()
        .get(0)
        .path("_xact_id")
        .asLong();
  }
}
