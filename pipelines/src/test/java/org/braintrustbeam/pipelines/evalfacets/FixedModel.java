package org.braintrustbeam.pipelines.evalfacets;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.braintrustbeam.transforms.json.JsonMerge;

/** A model on this machine that says the same to everybody. */
final class FixedModel implements AutoCloseable {
  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile String answer;

  FixedModel(String answer) throws IOException {
    this.answer = answer;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", this::complete);
    server.start();
  }

  /** What it says from now on. */
  void answers(String text) {
    answer = text;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  int requests() {
    return requests.get();
  }

  private void complete(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    byte[] body =
        ("{\"model\":\"fixed\",\"choices\":[{\"message\":{\"content\":"
                + JsonMerge.string(answer)
                + "},\"finish_reason\":\"stop\"}]}")
            .getBytes(UTF_8);
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
