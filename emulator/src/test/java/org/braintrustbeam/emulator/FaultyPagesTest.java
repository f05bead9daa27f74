package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults of pages: what is in them, their cursors, and where they lie. */
class FaultyPagesTest {
  private static final int ROWS = 100;

  private final Emulator emulator = Emulator.builder().start();
  private final TestClient client = new TestClient(emulator.url(), "k");
  private final HttpClient http = HttpClient.newHttpClient();
  private String dataset = "";

  @BeforeEach
  void makeRows() {
    dataset = client.dataset(client.project("p"), "d");
    client.insert(
        "dataset",
        dataset,
        IntStream.range(0, ROWS)
            .mapToObj(i -> "{\"id\":\"r" + i + "\",\"expected\":" + i + "}")
            .collect(Collectors.joining(",")));
  }

  @AfterEach
  void stop() {
    emulator.close();
  }

  private void set(String... faults) {
    emulator.faults().set(7, List.of(faults));
  }

  private TestClient.Answer fetch(String cursor) {
    String more = cursor.isEmpty() ? "" : ",\"cursor\":\"" + cursor + "\"";
    return client.post("/v1/dataset/" + dataset + "/fetch", "{\"limit\":30" + more + "}");
  }

  private TestClient.Answer fetchByUrl(String cursor) {
    String more =
        cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    return client.get("/v1/dataset/" + dataset + "/fetch?limit=30" + more);
  }

  private TestClient.Answer sql(String cursor) {
    return client.sql(
        "SELECT * FROM dataset('"
            + dataset
            + "') ORDER BY _pagination_key LIMIT 30"
            + (cursor.isEmpty() ? "" : " OFFSET '" + cursor + "'"));
  }

  /** One way to ask for a page. */
  private interface Pages {
    TestClient.Answer page(String cursor);
  }

  /** All rows, page after page. */
  private static List<List<JsonNode>> read(Pages pages) {
    List<List<JsonNode>> read = new ArrayList<>();
    String cursor = "";
    while (read.size() < 2 * ROWS) {
      TestClient.Answer page = pages.page(cursor);
      assertThat(page.body(), page.status(), is(200));
      if (page.rows().isEmpty()) {
        return read;
      }
      read.add(page.rows());
      cursor = page.json().path("cursor").asText();
      assertThat(page.header("x-bt-cursor"), is(cursor));
    }
    throw new AssertionError("no end");
  }

  private static Set<String> ids(List<List<JsonNode>> pages) {
    Set<String> ids = new TreeSet<>();
    pages.forEach(page -> page.forEach(row -> ids.add(row.path("id").asText())));
    return ids;
  }

  @Test
  void shortensPagesAndLosesNoRow() {
    set("short-pages");

    for (Pages way : List.<Pages>of(this::fetch, this::fetchByUrl, this::sql)) {
      List<List<JsonNode>> pages = read(way);

      assertThat(ids(pages), hasSize(ROWS));
      assertThat(pages.size(), greaterThan(4));
    }
  }

  @Test
  void putsPlusAndSlashIntoCursorsAndTakesNoOthers() {
    set("base64-cursors");

    for (Pages way : List.<Pages>of(this::fetch, this::fetchByUrl, this::sql)) {
      assertThat(ids(read(way)), hasSize(ROWS));
      String cursor = way.page("").json().path("cursor").asText();
      assertThat(cursor, startsWith("+/+/"));
      assertThat(way.page(cursor.substring(4)).status(), is(400));
    }
    String cursor = fetch("").json().path("cursor").asText();
    TestClient.Answer raw =
        client.get("/v1/dataset/" + dataset + "/fetch?limit=30&cursor=" + cursor);
    assertThat(raw.status(), is(400));
    assertThat(raw.json().path("Message").asText(), is("Invalid cursor"));
  }

  @Test
  void repeatsACursor() {
    set("repeated-cursor");

    String first = fetch("").json().path("cursor").asText();

    assertThat(fetch(first).json().path("cursor").asText(), is(first));
    String ofSql = sql("").json().path("cursor").asText();
    assertThat(sql(ofSql).header("x-bt-cursor"), is(ofSql));
  }

  @Test
  void repeatsRowsInAnOlderVersionOnLaterPages() {
    set("old-versions");

    List<List<JsonNode>> pages = read(this::fetch);

    assertThat(pages.get(0), hasSize(30));
    assertThat(pages.get(1), hasSize(50));
    JsonNode fresh = pages.get(0).get(0);
    JsonNode old = pages.get(1).get(30);
    assertThat(old.path("id"), is(fresh.path("id")));
    assertThat(old.path("expected"), is(not(fresh.path("expected"))));
    assertThat(old.path("_xact_id").asText(), is(lessThan(fresh.path("_xact_id").asText())));
  }

  @Test
  void hidesTheNewestWritesAndSaysSo() {
    String head = fetch("").rows().get(0).path("_xact_id").asText();
    set("stale:seconds=60");

    TestClient.Answer stale = sql("");

    assertThat(stale.rows(), is(empty()));
    assertThat(stale.json().path("realtime_state").path("type").asText(), is("exhausted_timeout"));
    JsonNode freshness = stale.json().path("freshness_state");
    assertThat(freshness.path("last_considered_xact_id").asText(), is(head));
    assertThat(freshness.path("last_processed_xact_id").asText(), is(lessThan(head)));
    assertThat(fetch("").rows(), hasSize(30));
  }

  @Test
  void showsWhatIsOldEnough() throws InterruptedException {
    set("stale:seconds=1000");
    assertThat(sql("").rows(), is(empty()));
    set("stale:seconds=1");
    Thread.sleep(2_100);

    assertThat(sql("").rows(), hasSize(30));
    assertThat(sql("").json().path("realtime_state").path("type").asText(), is("on"));
  }

  private HttpResponse<byte[]> get(String url, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @Test
  void sendsAwayToAStoreThatHoldsGzipAndSaysNothingOfIt() throws Exception {
    String plain = fetchByUrl("").body();
    set("redirect");

    TestClient.Answer first = fetchByUrl("");
    HttpResponse<byte[]> second = get(first.header("Location"));

    assertThat(first.status(), is(303));
    assertThat(first.header("Location"), not(startsWith(emulator.url())));
    assertThat(first.header("x-bt-cursor"), is(not("")));
    assertThat(second.headers().firstValue("Content-Encoding").isEmpty(), is(true));
    assertThat(
        second.headers().firstValue("x-amz-meta-bt_cursor").orElse(""),
        is(first.header("x-bt-cursor")));
    byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(second.body())).readAllBytes();
    assertThat(new String(unpacked, StandardCharsets.UTF_8), is(plain));
    assertThat(emulator.faults().notes(), is(empty()));
  }

  @Test
  void refusesAndRecordsAKeyAtTheStore() throws Exception {
    set("redirect");

    HttpResponse<byte[]> refused =
        get(fetchByUrl("").header("Location"), "Authorization", "Bearer secret");

    assertThat(refused.statusCode(), is(400));
    assertThat(emulator.faults().notes(), hasSize(1));
    String report = client.get("/emulator/faults").json().path("notes").toString();
    assertThat(report, containsString("Authorization of 13 characters, starting with Bearer"));
    assertThat(report, not(containsString("secret")));
  }

  @Test
  void keepsSmallAnswersWhenOnlyLargeOnesAreToBeSentAway() {
    set("redirect:above=1000");

    assertThat(fetch("").status(), is(303));
    assertThat(client.sql("SELECT id FROM dataset('" + dataset + "') LIMIT 1").status(), is(200));
  }
}
