package org.braintrustbeam.emulator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Talks to a server as any client would. */
final class TestClient {
  static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String key;

  TestClient(String url, String key) {
    this.url = url;
    this.key = key;
  }

  /** An answer with its JSON. */
  record Answer(int status, String body, HttpResponse<String> response) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(body, e);
      }
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    List<JsonNode> rows() {
      List<JsonNode> rows = new ArrayList<>();
      JsonNode json = json();
      (json.has("data") ? json.path("data") : json.path("events")).forEach(rows::add);
      return rows;
    }
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path, String body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer put(String path, String body) {
    return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer patch(String path, String body) {
    return send(request(path).method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  Answer sql(String query) {
    return post("/btql", JSON.createObjectNode().put("query", query).toString());
  }

  /** Makes a project of that name and answers its id. */
  String project(String name) {
    return id(post("/v1/project", JSON.createObjectNode().put("name", name).toString()));
  }

  String dataset(String projectId, String name) {
    return id(
        post(
            "/v1/dataset",
            JSON.createObjectNode().put("project_id", projectId).put("name", name).toString()));
  }

  String experiment(String projectId, String name) {
    return id(
        post(
            "/v1/experiment",
            JSON.createObjectNode().put("project_id", projectId).put("name", name).toString()));
  }

  Answer insert(String type, String id, String events) {
    Answer answer = post("/v1/" + type + "/" + id + "/insert", "{\"events\":[" + events + "]}");
    if (answer.status() != 200) {
      throw new AssertionError(answer.body());
    }
    return answer;
  }

  private static String id(Answer answer) {
    if (answer.status() != 200) {
      throw new AssertionError(answer.body());
    }
    return answer.json().path("id").asText();
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
