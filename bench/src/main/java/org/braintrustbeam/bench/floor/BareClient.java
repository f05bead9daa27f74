package org.braintrustbeam.bench.floor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.LongAdder;
import java.util.zip.GZIPInputStream;

/** Sends queries over the JDK's own client, and unpacks the answers. */
final class BareClient {
  private static final int BUFFER = 64 << 10;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI btql;

  /** Bytes on the wire and unpacked, and requests, so far. */
  final LongAdder packed = new LongAdder();

  final LongAdder bytes = new LongAdder();
  final LongAdder requests = new LongAdder();

  BareClient(String url) {
    btql = URI.create(url + "/btql");
  }

  byte[] query(String sql) {
    HttpRequest request =
        HttpRequest.newBuilder(btql)
            .header("Authorization", "Bearer local")
            .header("Accept-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + sql + "\"}"))
            .build();
    try {
      return body(http.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException("the server does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private byte[] body(HttpResponse<byte[]> answer) throws IOException {
    if (answer.statusCode() != 200) {
      throw new IOException(
          answer.statusCode() + ": " + new String(answer.body(), StandardCharsets.UTF_8));
    }
    boolean gzip = answer.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
    byte[] body = gzip ? unpacked(answer.body()) : answer.body();
    requests.increment();
    packed.add(answer.body().length);
    bytes.add(body.length);
    return body;
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed), BUFFER)) {
      return in.readAllBytes();
    }
  }
}
