package org.braintrustbeam.emulator.otel;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.json.Timestamps;

/**
 * Makes a row of a span: the attributes that start with {@code braintrust.} are its fields, all
 * others go to its metadata. The trace id is the {@code root_span_id}.
 */
final class SpanRow {
  static final String PARENT = "braintrust.parent";
  private static final String PREFIX = "braintrust.";
  private static final int NANO_DIGITS = 9;
  private static final long NANOS = 1_000_000_000L;

  /**
   * The fields by their attributes; the SDKs write {@code input} and {@code output} with a suffix.
   */
  private static final Map<String, String> FIELDS =
      Map.of(
          "input_json", "input",
          "input", "input",
          "output_json", "output",
          "output", "output",
          "expected", "expected",
          "scores", "scores",
          "tags", "tags",
          "origin", "origin",
          "context", "context");

  private final RawObject row = new RawObject();
  private final RawObject metadata = new RawObject();
  private final RawObject attributes = new RawObject();
  private final RawObject metrics = new RawObject();

  private SpanRow() {}

  static RawObject of(Span span) {
    SpanRow row = new SpanRow();
    row.ids(span);
    row.attributes.put("name", Json.string(span.getName()));
    row.metrics.put("start", seconds(span.getStartTimeUnixNano()));
    row.metrics.put("end", seconds(span.getEndTimeUnixNano()));
    span.getAttributesList().forEach(row::attribute);
    if (span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR) {
      row.row.put("error", Json.string(span.getStatus().getMessage()));
    }
    return row.finished();
  }

  private void ids(Span span) {
    String id = hex(span.getSpanId());
    row.put("id", Json.string(id));
    row.put("span_id", Json.string(id));
    row.put("root_span_id", Json.string(hex(span.getTraceId())));
    if (!span.getParentSpanId().isEmpty()) {
      row.put("span_parents", RawArray.of(List.of(Json.string(hex(span.getParentSpanId())))));
    }
    row.put("created", Timestamps.json(instant(span.getStartTimeUnixNano())));
  }

  private void attribute(KeyValue attribute) {
    String name = attribute.getKey();
    if (name.equals(PARENT)) {
      return;
    }
    String known = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
    byte[] value =
        known.isEmpty()
            ? AttributeValue.json(attribute.getValue())
            : AttributeValue.spelled(attribute.getValue());
    switch (known) {
      case "metadata" -> merge(metadata, name, value);
      case "span_attributes" -> merge(attributes, name, value);
      case "metrics" -> merge(metrics, name, value);
      default -> {
        String field = FIELDS.get(known);
        (field == null ? metadata : row).put(field == null ? name : field, value);
      }
    }
  }

  /** What should be an object and is none is kept under the attribute's own name. */
  private void merge(RawObject into, String name, byte[] value) {
    if (Json.isObject(value)) {
      RawObject.parse(value)
          .entries()
          .forEach(member -> into.put(member.getKey(), member.getValue()));
    } else {
      metadata.put(name, value);
    }
  }

  private RawObject finished() {
    if (!metadata.names().isEmpty()) {
      row.put("metadata", metadata.toBytes());
    }
    return row.put("span_attributes", attributes.toBytes()).put("metrics", metrics.toBytes());
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  private static byte[] seconds(long nanos) {
    return Json.decimal(BigDecimal.valueOf(nanos, NANO_DIGITS));
  }

  private static Instant instant(long nanos) {
    return Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS);
  }
}
