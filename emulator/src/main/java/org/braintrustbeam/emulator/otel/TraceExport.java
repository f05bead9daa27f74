package org.braintrustbeam.emulator.otel;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.rows.InsertEvent;
import org.braintrustbeam.emulator.rows.RowChange;
import org.braintrustbeam.emulator.rows.RowTarget;
import org.jspecify.annotations.Nullable;

/** A request of an OpenTelemetry exporter: spans, each with the object that it belongs to. */
public final class TraceExport {
  private final Catalog catalog;
  private final @Nullable String parent;
  private final Map<String, RowTarget> targets = new HashMap<>();

  /**
   * @param parent where spans go that do not say so themselves; null for nowhere
   */
  public TraceExport(Catalog catalog, @Nullable String parent) {
    this.catalog = catalog;
    this.parent = parent;
  }

  /** Reads the rows of a request in protobuf. */
  public List<RowChange> read(byte[] request) {
    List<RowChange> rows = new ArrayList<>();
    spans(request)
        .forEach(span -> rows.add(new InsertEvent(target(span), SpanRow.of(span), rows.size())));
    return rows;
  }

  private static List<Span> spans(byte[] request) {
    try {
      return ExportTraceServiceRequest.parseFrom(request).getResourceSpansList().stream()
          .flatMap(resource -> resource.getScopeSpansList().stream())
          .flatMap(scope -> scope.getSpansList().stream())
          .toList();
    } catch (InvalidProtocolBufferException e) {
      throw ApiError.badRequest("The request is no OTLP export in protobuf: " + e.getMessage());
    }
  }

  private RowTarget target(Span span) {
    String own =
        span.getAttributesList().stream()
            .filter(attribute -> attribute.getKey().equals(SpanRow.PARENT))
            .map(attribute -> attribute.getValue().getStringValue())
            .findFirst()
            .orElse(parent);
    if (own == null) {
      throw ApiError.badRequest("A span says nowhere to go: send the header 'x-bt-parent'");
    }
    return targets.computeIfAbsent(own, unseen -> SpanParent.of(catalog, unseen));
  }
}
