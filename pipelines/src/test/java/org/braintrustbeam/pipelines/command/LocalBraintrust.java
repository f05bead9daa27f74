package org.braintrustbeam.pipelines.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.emulator.Emulator;
import org.braintrustbeam.emulator.http.ExchangeListener;
import org.braintrustbeam.io.braintrust.ApiKey;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonMerge;

/**
 * The emulator with a plain HTTP client of its own, so that tests check our client from outside.
 */
public final class LocalBraintrust implements AutoCloseable {
  public static final String KEY = "sk-test-marker";

  private final Emulator emulator;
  private final HttpClient http = HttpClient.newHttpClient();

  public LocalBraintrust() {
    this(Emulator.builder().start());
  }

  private LocalBraintrust(Emulator emulator) {
    this.emulator = emulator;
    ApiKey.use(KEY);
  }

  /** One that takes no larger requests than that. */
  public static LocalBraintrust withMaxRequestBytes(long bytes) {
    return new LocalBraintrust(Emulator.builder().maxRequestBytes(bytes).start());
  }

  /** One that tells of each answer just before it is sent. */
  public static LocalBraintrust listening(ExchangeListener listener) {
    return new LocalBraintrust(Emulator.builder().exchanges(listener).start());
  }

  public String url() {
    return emulator.url();
  }

  /** How many requests came since the last call. */
  public long takeRequests() {
    long requests = emulator.faults().requests().values().stream().mapToLong(n -> n).sum();
    emulator.faults().clear();
    return requests;
  }

  /** How many requests came since the last call, by route. */
  public Map<String, Long> takeRoutes() {
    Map<String, Long> routes = Map.copyOf(emulator.faults().requests());
    emulator.faults().clear();
    return routes;
  }

  /** Makes trouble from now on. */
  public void faults(String... faults) {
    emulator.faults().set(1, List.of(faults));
  }

  /**
   * From now on one request in twenty fails in each of these ways, which pass, and an early one in
   * any case.
   */
  public void disturb() {
    faults(
        "429:share=0.05",
        "429:from=2,times=1",
        "5xx:share=0.05",
        "5xx:from=3,times=1",
        "cut-body:share=0.05",
        "cut-body:from=5,times=1",
        "truncated-json:share=0.05",
        "truncated-json:from=7,times=1",
        "lost-answer:times=1");
  }

  /** How many requests were disturbed; from now on none is. */
  public long calm() {
    long struck = emulator.faults().struck().stream().mapToLong(n -> n).sum();
    emulator.faults().clear();
    return struck;
  }

  public String project(String name) {
    return idOf(post("/v1/project", "{\"name\":\"" + name + "\"}"));
  }

  public String dataset(String projectId, String name) {
    return idOf(post("/v1/dataset", named(projectId, name)));
  }

  public String experiment(String projectId, String name) {
    return idOf(post("/v1/experiment", named(projectId, name)));
  }

  private static String named(String projectId, String name) {
    return "{\"project_id\":\"" + projectId + "\",\"name\":\"" + name + "\"}";
  }

  /** Inserts events, JSON objects. */
  public void insert(String type, String id, String... events) {
    post("/v1/" + type + "/" + id + "/insert", "{\"events\":[" + String.join(",", events) + "]}");
  }

  /** Edits a row as a person does in the app. */
  public void edit(String type, String id, String rowId, String fields) {
    post(
        "/v1/" + type + "/" + id + "/feedback",
        "{\"feedback\":[{\"id\":\"" + rowId + "\",\"source\":\"app\"," + fields + "}]}");
  }

  /** The newest version of each row by id. */
  public Map<String, RawJson> rows(String type, String id) {
    Map<String, RawJson> rows = new LinkedHashMap<>();
    RawJson cursor = RawJson.NULL;
    while (true) {
      String body =
          cursor.isNull() ? "{\"limit\":1000}" : "{\"limit\":1000,\"cursor\":" + cursor + "}";
      RawJson page = post("/v1/" + type + "/" + id + "/fetch", body);
      for (RawJson row : page.field("events").elements()) {
        rows.putIfAbsent(String.valueOf(row.field("id").text()), row);
      }
      cursor = page.field("cursor");
      if (cursor.isNull() || page.field("events").elements().isEmpty()) {
        return rows;
      }
    }
  }

  /** The rows that a query in SQL answers. */
  public List<RawJson> query(String sql) {
    String body = "{\"query\":" + JsonMerge.string(sql) + ",\"fmt\":\"json\"}";
    return post("/btql", body).field("data").elements();
  }

  /** The {@code _xact_id} of a row now. */
  public String version(String type, String id, String rowId) {
    RawJson row = rows(type, id).getOrDefault(rowId, RawJson.NULL);
    return String.valueOf(row.field("_xact_id").text());
  }

  private static String idOf(RawJson object) {
    return String.valueOf(object.field("id").text());
  }

  /** What the catalogue says of an object. */
  public RawJson object(String type, String id) {
    return send(HttpRequest.newBuilder(URI.create(url() + "/v1/" + type + "/" + id)));
  }

  private RawJson post(String path, String body) {
    return send(
        HttpRequest.newBuilder(URI.create(url() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private RawJson send(HttpRequest.Builder asked) {
    HttpRequest request = asked.header("Authorization", "Bearer " + KEY).build();
    try {
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(new String(answer.body(), UTF_8), answer.statusCode(), is(200));
      return RawJson.wrap(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    emulator.close();
  }
}
