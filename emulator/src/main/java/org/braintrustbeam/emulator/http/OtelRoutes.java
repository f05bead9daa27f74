package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.otel.TraceExport;
import org.braintrustbeam.emulator.rows.RowWriter;

/** {@code POST /otel/v1/traces}: spans of OpenTelemetry exporters, such as that of the Java SDK. */
public final class OtelRoutes {
  private static final String PROTOBUF = "application/x-protobuf";

  /** What the service takes of OTLP; less than of its own requests. */
  private static final long MAX_BYTES = 10L << 20;

  private final Catalog catalog;
  private final RowWriter writer;
  private final Clock clock;
  private final long maxBytes;

  public OtelRoutes(Catalog catalog, RowWriter writer, Clock clock, long maxBytes) {
    this.catalog = catalog;
    this.writer = writer;
    this.clock = clock;
    this.maxBytes = Math.min(maxBytes, MAX_BYTES);
  }

  public void register(RoutesConfig routes) {
    routes.post("/otel/v1/traces", this::traces);
  }

  /** The answer is an empty message: nothing of the request was refused. */
  private void traces(Context ctx) {
    String type = ctx.contentType();
    if (type == null || !type.startsWith(PROTOBUF)) {
      throw ApiError.badRequest("OTLP is served as " + PROTOBUF + " only, got " + type);
    }
    byte[] body = Http.body(ctx, maxBytes);
    writer.write(new TraceExport(catalog, ctx.header("x-bt-parent")).read(body), clock);
    ctx.contentType(PROTOBUF).result(new byte[0]);
  }
}
