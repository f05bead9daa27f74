package org.braintrustbeam.runners;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.braintrustbeam.io.row.RawJson;

/** The emulator in a process of its own, with a plain HTTP client. */
final class OwnEmulator implements AutoCloseable {
  private static final int ROWS_A_REQUEST = 1_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Program program;
  private final String url;

  private OwnEmulator(Program program, String url) {
    this.program = program;
    this.url = url;
  }

  static OwnEmulator start(Path folder) throws IOException, InterruptedException {
    Program program = Program.start(folder, Map.of(), "emulator", "--port", "0");
    for (int i = 0; i < 3_000 && program.process().isAlive(); i++) {
      String out = program.out();
      if (out.startsWith("listening ") && out.endsWith("\n")) {
        return new OwnEmulator(program, out.substring("listening ".length()).strip());
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the emulator does not start: " + program.err());
  }

  String url() {
    return url;
  }

  String create(String kind, String body) throws IOException, InterruptedException {
    return String.valueOf(post("/v1/" + kind, body).field("id").text());
  }

  /** Sends so many items to a list of an endpoint, some at a time. */
  void send(String path, String list, int count, IntFunction<String> item)
      throws IOException, InterruptedException {
    for (int from = 0; from < count; from += ROWS_A_REQUEST) {
      String items =
          IntStream.range(from, Math.min(count, from + ROWS_A_REQUEST))
              .mapToObj(item)
              .collect(Collectors.joining(","));
      RawJson unused = post(path, "{\"" + list + "\":[" + items + "]}");
    }
  }

  /** Has it make this trouble and no other. */
  void setFaults(String... faults) throws IOException, InterruptedException {
    String list = faults.length == 0 ? "" : '"' + String.join("\",\"", faults) + '"';
    RawJson unused = send("PUT", "/emulator/faults", "{\"faults\":[" + list + "]}");
  }

  /** The newest transaction of a dataset. */
  String head(String dataset) throws IOException, InterruptedException {
    String sql = "SELECT max(_xact_id) AS head FROM dataset('" + dataset + "')";
    return post("/btql", "{\"query\":\"" + sql + "\"}").field("data").toString();
  }

  /** Fields of the rows by id; an id that comes twice is an error. */
  Map<String, RawJson> rows(String type, String id, String fields)
      throws IOException, InterruptedException {
    Map<String, RawJson> rows = new TreeMap<>();
    String after = "";
    while (true) {
      String sql =
          "SELECT id, _pagination_key, %s FROM %s('%s') WHERE _pagination_key > '%s'"
                  .formatted(fields, type, id, after)
              + " ORDER BY _pagination_key ASC LIMIT 1000";
      List<RawJson> page = post("/btql", "{\"query\":\"" + sql + "\"}").field("data").elements();
      if (page.isEmpty()) {
        return rows;
      }
      for (RawJson row : page) {
        if (rows.put(String.valueOf(row.field("id").text()), row) != null) {
          throw new AssertionError("a row is there twice: " + row);
        }
      }
      after = String.valueOf(page.get(page.size() - 1).field("_pagination_key").text());
    }
  }

  private RawJson post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  private RawJson send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer any")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + ": " + new String(answer.body(), UTF_8));
    }
    return RawJson.wrap(answer.body());
  }

  @Override
  public void close() {
    program.close();
  }
}
