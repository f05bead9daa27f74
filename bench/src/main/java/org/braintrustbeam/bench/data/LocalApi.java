package org.braintrustbeam.bench.data;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few requests by which rows are made. */
final class LocalApi {
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern XACT_ID = Pattern.compile("\"_xact_id\":\"(\\d+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;

  LocalApi(String url) {
    this.url = url;
  }

  String project(String name) {
    return first(ID, post("/v1/project", "{\"name\":\"" + name + "\"}"));
  }

  /** A dataset or an experiment; returns its id. */
  String object(String type, String project, String name) {
    String body = "{\"project_id\":\"%s\",\"name\":\"%s\"}".formatted(project, name);
    return first(ID, post("/v1/" + type, body));
  }

  /** Rows in one transaction. */
  void insert(String type, String id, String rows) {
    post("/v1/" + type + "/" + id + "/insert", "{\"events\":[" + rows + "]}");
  }

  /** The transaction that wrote last. */
  String lastWrite(String type, String id) {
    return first(XACT_ID, post("/v1/" + type + "/" + id + "/fetch", "{\"limit\":1}"));
  }

  private static String first(Pattern pattern, String answer) {
    Matcher matcher = pattern.matcher(answer);
    if (!matcher.find()) {
      throw new IllegalStateException("no " + pattern + " in the answer");
    }
    return matcher.group(1);
  }

  private String post(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path))
            .header("Authorization", "Bearer local")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(path + " answers " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException("the emulator does not take the rows", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
