package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults that answer in the service's place, which calls they strike, and what is counted. */
class FaultsTest {
  private final Emulator emulator = Emulator.builder().start();
  private final TestClient client = new TestClient(emulator.url(), "k");
  private String dataset = "";

  @BeforeEach
  void makeRows() {
    dataset = client.dataset(client.project("p"), "d");
    client.insert("dataset", dataset, "{\"id\":\"r1\"},{\"id\":\"r2\"},{\"id\":\"r3\"}");
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  private void set(String... faults) {
    emulator.faults().set(7, List.of(faults));
  }

  private TestClient.Answer fetch() {
    return client.post("/v1/dataset/" + dataset + "/fetch", "{}");
  }

  private List<Integer> statuses(int calls) {
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      statuses.add(fetch().status());
    }
    return statuses;
  }

  @Test
  void answersTooManyRequestsWithAndWithoutRetryAfter() {
    set("429:first=1", "429:from=1,first=1,retry-after=3");

    TestClient.Answer without = fetch();
    TestClient.Answer with = fetch();

    assertThat(without.status(), is(429));
    assertThat(without.header("Retry-After"), is(""));
    assertThat(without.json().path("Code").asText(), is("TooManyRequestsError"));
    assertThat(with.status(), is(429));
    assertThat(with.header("Retry-After"), is("3"));
    assertThat(fetch().status(), is(200));
  }

  @Test
  void keepsABudgetInTheWordsOfTheService() {
    set("budget:requests=2,seconds=60");

    assertThat(statuses(2), contains(200, 200));
    TestClient.Answer refused = client.sql("SELECT id FROM dataset('" + dataset + "')");
    assertThat(refused.status(), is(429));
    assertThat(
        refused.json().path("Message").asText(),
        is(
            "Too many requests. Source: checkBtqlOrgRateLimit. Rate limit: 2 requests per 60"
                + " seconds. Consumed: 3"));
    assertThat(client.get("/v1/project").status(), is(200));
  }

  @Test
  void opensTheNextWindowOfABudgetEarlierWhenTimeRuns() throws InterruptedException {
    set("budget:requests=1,seconds=60,speed=30");

    assertThat(statuses(2), contains(200, 429));
    Thread.sleep(2_050); // 60 s / 30, and some
    assertThat(statuses(2), contains(200, 429));
  }

  @Test
  void failsAsServersDo() {
    set("5xx");

    Set<Integer> seen = new TreeSet<>(statuses(30));

    assertThat(seen, contains(500, 503, 504));
    set("5xx:status=502");
    assertThat(statuses(2), contains(502, 502));
  }

  @Test
  void failsOnLargePagesOnly() {
    set("large-page:rows=2");

    assertThat(fetch().status(), is(504));
    String two = "/v1/dataset/" + dataset + "/fetch?limit=2";
    assertThat(client.get(two).status(), is(200));
    assertThat(client.sql("SELECT id FROM dataset('" + dataset + "')").status(), is(504));
    assertThat(client.sql("SELECT count(*) FROM dataset('" + dataset + "')").status(), is(200));
    set("large-page:rows=2,status=500");
    assertThat(fetch().status(), is(500));
  }

  @Test
  void refusesLargeRequestsAndLeavesTheRowsUnwritten() {
    set("large-request:bytes=100");
    String insert = "/v1/dataset/" + dataset + "/insert";

    TestClient.Answer refused =
        client.post(insert, "{\"events\":[{\"id\":\"big\",\"input\":\"" + "x".repeat(99) + "\"}]}");

    assertThat(refused.status(), is(413));
    assertThat(client.post(insert, "{\"events\":[{\"id\":\"small\"}]}").status(), is(200));
    assertThat(fetch().body(), not(containsString("big")));
    assertThat(fetch().body(), containsString("small"));
  }

  @Test
  void refusesAWholeRequestForOneOfItsRows() {
    set("refused-row:id=bad-.*");
    String insert = "/v1/dataset/" + dataset + "/insert";

    TestClient.Answer refused =
        client.post(insert, "{\"events\":[{\"id\":\"good\"},{\"id\":\"bad-1\"}]}");

    assertThat(refused.status(), is(400));
    assertThat(refused.body(), containsString("invalid_type"));
    assertThat(fetch().body(), not(containsString("good")));
    assertThat(client.post(insert, "{\"events\":[{\"id\":\"good\"}]}").status(), is(200));
    String nested = "{\"dataset\":{\"" + dataset + "\":{\"events\":[{\"id\":\"bad-2\"}]}}}";
    assertThat(client.post("/v1/insert", nested).status(), is(400));
  }

  @Test
  void refusesTheKeyForAWhile() {
    set("401:from=3,times=2");

    assertThat(statuses(6), contains(200, 200, 401, 401, 200, 200));
  }

  @Test
  void namesTheOtherPlane() {
    set("421");

    TestClient.Answer answer = fetch();

    assertThat(answer.status(), is(421));
    assertThat(answer.json().path("Code").asText(), is("DataPlaneRedirectError"));
    assertThat(answer.json().path("RedirectUrl").asText(), is("https://api-eu.braintrust.dev"));
  }

  @Test
  void strikesEachNthCallOfItsRoutes() {
    set("401:every=3,route=POST /v1/*/fetch");

    assertThat(client.get("/v1/project").status(), is(200));
    assertThat(statuses(7), contains(200, 200, 401, 200, 200, 401, 200));
  }

  @Test
  void strikesAShareOfTheCallsTheSameOnesForTheSameSeed() {
    set("401:share=0.3");
    List<Integer> once = statuses(60);
    set("401:share=0.3");
    List<Integer> again = statuses(60);
    emulator.faults().set(8, List.of("401:share=0.3"));
    List<Integer> other = statuses(60);

    assertThat(again, is(once));
    assertThat(other, is(not(once)));
    long struck = once.stream().filter(status -> status == 401).count();
    assertThat(struck > 8 && struck < 30, is(true));
  }

  @Test
  void countsRequestsByRouteAndWhatItDid() {
    set("429:first=2,route=*/fetch", "lost-answer");

    statuses(3);
    client.get("/ping");
    TestClient.Answer report = client.get("/emulator/faults");

    assertThat(
        report.json().path("faults").toString(),
        is(
            "[{\"fault\":\"429:first=2,route=*/fetch\",\"seen\":3,\"struck\":2},"
                + "{\"fault\":\"lost-answer\",\"seen\":0,\"struck\":0}]"));
    assertThat(report.json().path("seed").asInt(), is(7));
    assertThat(emulator.faults().struck(), contains(2L, 0L));
    assertThat(
        report.json().path("requests").toString(),
        is("{\"GET /ping\":1,\"POST /v1/dataset/{id}/fetch\":3}"));
  }

  @Test
  void isSwitchedOverHttpAndNeverStrikesItsOwnRoute() {
    TestClient.Answer on =
        client.put("/emulator/faults", "{\"seed\":3,\"faults\":[\"401\",\"down:from=999\"]}");

    assertThat(on.status(), is(200));
    assertThat(on.json().path("seed").asInt(), is(3));
    assertThat(fetch().status(), is(401));
    assertThat(client.delete("/emulator/faults").status(), is(200));
    assertThat(fetch().status(), is(200));
    assertThat(emulator.faults().requests(), equalTo(Map.of("POST /v1/dataset/{id}/fetch", 1L)));
  }

  @Test
  void leavesARequestThatItCannotReadToBeRefused() {
    set("refused-row:id=x");

    TestClient.Answer answer = client.post("/v1/dataset/" + dataset + "/insert", "{\"events\":[");

    assertThat(answer.status(), is(400));
    assertThat(answer.json().path("Code").asText(), is("BadRequestError"));
  }

  @Test
  void looksIntoRequestsThatAreCompressed() throws Exception {
    set("refused-row:id=bad");
    String insert = "/v1/dataset/" + dataset + "/insert";

    assertThat(postPacked(insert, "{\"events\":[{\"id\":\"bad\"}]}"), is(400));
    assertThat(postPacked(insert, "{\"events\":[{\"id\":\"packed\"}]}"), is(200));
    assertThat(fetch().body(), containsString("\"packed\""));
  }

  private int postPacked(String path, String body) throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(emulator.url() + path))
                .headers("Authorization", "Bearer k", "Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()))
                .build(),
            HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  @Test
  void boundsTheCountsOfRoutes() {
    set("401");

    for (int i = 0; i < 1_010; i++) {
      client.get("/made/up/" + i);
    }

    assertThat(emulator.faults().requests(), hasEntry("others", 10L));
  }

  @Test
  void countsRequestsWithNoFaultOn() {
    emulator.faults().clear();

    statuses(2);

    assertThat(emulator.faults().requests(), hasEntry("POST /v1/dataset/{id}/fetch", 2L));
  }
}
