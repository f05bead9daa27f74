package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that rows refer to: put, described, read again, also after a restart. */
class AttachmentsTest {
  @TempDir private Path folder;

  @Test
  void aFileComesBackAfterARestart() {
    try (Emulator emulator = Emulator.builder().data(folder).start()) {
      TestClient client = new TestClient(emulator.url(), "k");
      JsonNode asked = announce(client, "key-1", "text/plain");
      assertThat(status(client, "key-1"), equalTo("uploading"));
      assertThat(put(client, asked.path("signedUrl").asText(), "grün").status(), is(200));
      assertThat(done(client, "key-1").status(), is(200));
      assertThat(asked.path("headers").path("Content-Type").asText(), equalTo("text/plain"));
    }
    try (Emulator emulator = Emulator.builder().data(folder).start()) {
      TestClient client = new TestClient(emulator.url(), "k");
      JsonNode about = describe(client, "key-1").json();
      TestClient.Answer file = get(client, about.path("downloadUrl").asText());

      assertThat(about.path("contentLength").asInt(), is(5));
      assertThat(about.path("status").path("upload_status").asText(), equalTo("done"));
      assertThat(file.body(), equalTo("grün"));
      assertThat(file.header("Content-Type"), containsString("text/plain"));
      assertThat(
          file.header("Content-Disposition"),
          equalTo("attachment; filename*=UTF-8''a%20%22b%22.txt"));
    }
  }

  @Test
  void noKeyPointsOutOfTheFolder() throws IOException {
    try (Emulator emulator = Emulator.builder().data(folder.resolve("data")).start()) {
      TestClient client = new TestClient(emulator.url(), "k");
      for (String key : List.of("../../escaped", "/tmp/escaped", "..", "x".repeat(5_000))) {
        String address = announce(client, key, "text/plain").path("signedUrl").asText();
        assertThat(put(client, address, key).status(), is(200));
        assertThat(
            get(client, describe(client, key).json().path("downloadUrl").asText()).body(),
            equalTo(key));
      }
    }
    try (Stream<Path> files = Files.walk(folder.resolve("data/attachments"))) {
      List<String> names =
          files.filter(Files::isRegularFile).map(file -> file.getFileName().toString()).toList();
      assertThat(names, hasSize(4));
      assertThat(names, everyItem(matchesPattern("[0-9a-f]{64}")));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.toList(), hasSize(1));
    }
  }

  @Test
  void anAttachmentIsDoneOnlyWhenItsBytesAreThere() {
    try (Emulator emulator = Emulator.builder().start()) {
      TestClient client = new TestClient(emulator.url(), "k");
      announce(client, "a", "text/plain");

      assertThat(done(client, "a").status(), is(400));
      assertThat(describe(client, "a").json().has("contentLength"), is(false));
      assertThat(
          get(client, describe(client, "a").json().path("downloadUrl").asText()).status(), is(404));
      assertThat(
          client
              .post(
                  "/attachment/status",
                  "{\"key\":\"a\",\"status\":{\"upload_status\":\"error\","
                      + "\"error_message\":\"full\"}}")
              .status(),
          is(200));
      assertThat(
          describe(client, "a").json().path("status").toString(),
          equalTo("{\"upload_status\":\"error\",\"error_message\":\"full\"}"));
    }
  }

  @Test
  void whatIsUnknownOrMalformedIsRefused() {
    try (Emulator emulator = Emulator.builder().start()) {
      TestClient client = new TestClient(emulator.url(), "k");

      assertThat(describe(client, "nope").status(), is(404));
      assertThat(done(client, "nope").status(), is(404));
      assertThat(client.get("/attachment?url=s3%3A%2F%2Fx").status(), is(400));
      assertThat(
          client
              .post(
                  "/attachment", "{\"key\":\"a\",\"filename\":\"f\",\"content_type\":\"x\\ny/z\"}")
              .body(),
          containsString("'content_type'"));
      assertThat(
          client
              .post("/attachment/status", "{\"key\":\"a\",\"status\":{\"upload_status\":\"x\"}}")
              .body(),
          containsString("'upload_status'"));
    }
  }

  @Test
  void anAddressIsForOneUseAndOneHour() {
    Instant start = Instant.parse("2026-06-01T12:00:00Z");
    AtomicLong minutes = new AtomicLong();
    InstantSource source = () -> start.plus(Duration.ofMinutes(minutes.get()));
    try (Emulator emulator = Emulator.builder().clock(source.withZone(ZoneOffset.UTC)).start()) {
      TestClient client = new TestClient(emulator.url(), "k");
      String address = announce(client, "a", "text/plain").path("signedUrl").asText();

      assertThat(get(client, address).status(), is(403));
      minutes.set(59);
      assertThat(put(client, address, "x").status(), is(200));
      minutes.set(61);
      assertThat(put(client, address, "x").body(), containsString("expired"));
    }
  }

  private static JsonNode announce(TestClient client, String key, String type) {
    return client
        .post(
            "/attachment",
            TestClient.JSON
                .createObjectNode()
                .put("key", key)
                .put("filename", "a \"b\".txt")
                .put("content_type", type)
                .put("org_id", "o")
                .toString())
        .json();
  }

  private static TestClient.Answer done(TestClient client, String key) {
    return client.post(
        "/attachment/status", "{\"key\":\"" + key + "\",\"status\":{\"upload_status\":\"done\"}}");
  }

  private static TestClient.Answer describe(TestClient client, String key) {
    return client.get("/attachment?key=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
  }

  private static String status(TestClient client, String key) {
    return describe(client, key).json().path("status").path("upload_status").asText();
  }

  /** Without a key, as clients do it. */
  private static TestClient.Answer put(TestClient client, String address, String body) {
    return client.send(
        HttpRequest.newBuilder(URI.create(address)).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static TestClient.Answer get(TestClient client, String address) {
    return client.send(HttpRequest.newBuilder(URI.create(address)).GET());
  }
}
