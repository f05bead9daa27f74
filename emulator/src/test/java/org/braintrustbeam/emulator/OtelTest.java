package org.braintrustbeam.emulator;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Spans of OpenTelemetry, as any exporter sends them. */
class OtelTest {
  private static final Emulator EMULATOR = Emulator.builder().start();

  private final TestClient client = new TestClient(EMULATOR.url(), "k");

  @AfterAll
  static void stop() {
    EMULATOR.close();
  }

  @Test
  void aSpanBecomesARow() {
    String project = client.project("otel");
    send(
        "project_name:otel",
        span()
            .setParentSpanId(ByteString.fromHex("00000000000000aa"))
            .setStatus(
                Status.newBuilder()
                    .setCode(Status.StatusCode.STATUS_CODE_ERROR)
                    .setMessage("no luck"))
            .addAttributes(text("braintrust.input", "{\"n\":1.10}"))
            .addAttributes(text("braintrust.output_json", "not json"))
            .addAttributes(text("braintrust.metadata", "{\"k\":7}"))
            .addAttributes(text("braintrust.metrics", "{\"tokens\":3}"))
            .addAttributes(text("braintrust.span_attributes", "{\"type\":\"llm\"}"))
            .addAttributes(text("http.path", "[1]"))
            .addAttributes(
                KeyValue.newBuilder()
                    .setKey("retries")
                    .setValue(AnyValue.newBuilder().setIntValue(2))));

    JsonNode row = client.get("/v1/project_logs/" + project + "/fetch").rows().get(0);
    assertThat(row.path("id").asText(), equalTo("00000000000000ab"));
    assertThat(row.path("root_span_id").asText(), equalTo("000000000000000000000000000000cd"));
    assertThat(row.path("span_parents").toString(), equalTo("[\"00000000000000aa\"]"));
    assertThat(row.path("is_root").asBoolean(), is(false));
    assertThat(row.path("input").toString(), equalTo("{\"n\":1.1}"));
    assertThat(row.path("output").asText(), equalTo("not json"));
    assertThat(row.path("error").asText(), equalTo("no luck"));
    assertThat(
        row.path("metadata").toString(), equalTo("{\"k\":7,\"http.path\":\"[1]\",\"retries\":2}"));
    assertThat(
        row.path("metrics").toString(),
        equalTo("{\"start\":1780315200.5,\"end\":1780315201.25,\"tokens\":3}"));
    assertThat(
        row.path("span_attributes").toString(), equalTo("{\"name\":\"work\",\"type\":\"llm\"}"));
    assertThat(row.path("created").asText(), equalTo("2026-06-01T12:00:00.500Z"));
  }

  @Test
  void aSpanMaySayItselfWhereItGoes() {
    String project = client.project("otel");
    String experiment = client.experiment(project, "e");
    send(
        "project_id:" + project,
        span().addAttributes(text("braintrust.parent", "experiment_id:" + experiment)));

    JsonNode row = client.get("/v1/experiment/" + experiment + "/fetch").rows().get(0);
    assertThat(row.path("is_root").asBoolean(), is(true));
    assertThat(row.path("metadata").isNull(), is(true));
  }

  @Test
  void whatGoesNowhereOrIsNoExportIsRefused() {
    assertThat(send("", span()).body(), containsString("x-bt-parent"));
    assertThat(send("project_name:none", span()).body(), containsString("'none'"));
    assertThat(send("playground_id:x", span()).body(), containsString("'playground_id:x'"));
    assertThat(send("application/json", "project_name:p", new byte[0]).status(), is(400));
    assertThat(
        send("application/x-protobuf", "project_name:p", new byte[] {9, 9}).body(),
        containsString("protobuf"));
  }

  private static Span.Builder span() {
    return Span.newBuilder()
        .setTraceId(ByteString.fromHex("000000000000000000000000000000cd"))
        .setSpanId(ByteString.fromHex("00000000000000ab"))
        .setName("work")
        .setStartTimeUnixNano(1_780_315_200_500_000_000L)
        .setEndTimeUnixNano(1_780_315_201_250_000_000L);
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  @Test
  void anExportOfMoreThanTenMebibytesIsTooLarge() {
    client.project("large");

    TestClient.Answer answer =
        send("project_name:large", span().addAttributes(text("k", "x".repeat(10 << 20))));

    assertThat(answer.status(), is(413));
  }

  private TestClient.Answer send(String parent, Span.Builder span) {
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder().addScopeSpans(ScopeSpans.newBuilder().addSpans(span)))
            .build();
    return send("application/x-protobuf", parent, request.toByteArray());
  }

  private TestClient.Answer send(String type, String parent, byte[] body) {
    HttpRequest.Builder request =
        client
            .request("/otel/v1/traces")
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    return client.send(parent.isEmpty() ? request : request.header("x-bt-parent", parent));
  }
}
