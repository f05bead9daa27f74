package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.query.Freshness;
import org.braintrustbeam.emulator.query.Query;
import org.braintrustbeam.emulator.query.QueryCompiler;
import org.braintrustbeam.emulator.query.QueryOptions;
import org.braintrustbeam.emulator.query.QueryRunner;
import org.braintrustbeam.emulator.query.QuerySchema;
import org.braintrustbeam.emulator.query.QueryWarnings;
import org.braintrustbeam.emulator.query.RowReader;
import org.braintrustbeam.emulator.query.text.Notation;
import org.jspecify.annotations.Nullable;

/** {@code POST /btql}: queries over rows, in SQL, BTQL or JSON. */
public final class BtqlRoutes {
  private final Catalog catalog;
  private final RowReader reader;
  private final Clock clock;
  private final long maxBytes;

  public BtqlRoutes(Catalog catalog, RowReader reader, Clock clock, long maxBytes) {
    this.catalog = catalog;
    this.reader = reader;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  public void register(RoutesConfig routes) {
    routes.post("/btql", this::query);
  }

  /** What else the official clients send (use_columnstore, api_version …) changes nothing here. */
  private void query(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    boolean lines = lines(body.text("fmt"));
    Query query = compile(body);
    if (strict(body)) {
      QueryWarnings.refuse(query);
    }
    long head = reader.head();
    QueryRunner.QueryResult result = reader.query(query, body.text("version"), head);
    if (result.cursor() != null) {
      ctx.header("x-bt-cursor", result.cursor());
    }
    if (lines) {
      Http.answer(ctx, lines(result.data()));
    } else {
      Http.answer(ctx, answer(query, result, head));
    }
  }

  private Query compile(RawObject body) {
    QueryOptions options =
        new QueryOptions(
            clock.instant(), QueryOptions.zone(body.get("tz_offset")), body.isTrue("audit_log"));
    return QueryCompiler.compile(Notation.read(body.get("query")), catalog, options);
  }

  private static RawObject answer(Query query, QueryRunner.QueryResult result, long head) {
    RawObject answer =
        new RawObject()
            .put("data", RawArray.of(result.data()))
            .put("schema", QuerySchema.of(query, result.data()));
    if (result.cursor() != null) {
      answer.put("cursor", Json.string(result.cursor()));
    }
    Freshness.describe(answer, head);
    QueryWarnings.of(query).ifPresent(warning -> answer.put("warnings", warning));
    return answer;
  }

  /** Whether the answer is to be one row a line. */
  private static boolean lines(@Nullable String format) {
    if (format == null || format.equals("json")) {
      return false;
    }
    Unsupported.refuse(format.equals("parquet"), "The format 'parquet'");
    if (!format.equals("jsonl")) {
      throw ApiError.badRequest("'fmt' must be json, jsonl or parquet, got '" + format + "'");
    }
    return true;
  }

  private static byte[] lines(List<byte[]> rows) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] row : rows) {
      for (byte b : row) {
        out.write(b == '\n' || b == '\r' ? ' ' : b); // only between values, never inside a text
      }
      out.write('\n');
    }
    return out.toByteArray();
  }

  private static boolean strict(RawObject body) {
    String mode = body.text("lint_mode");
    if (mode != null && !mode.equals("default") && !mode.equals("strict")) {
      throw ApiError.badRequest("'lint_mode' must be default or strict, got '" + mode + "'");
    }
    return "strict".equals(mode) || body.isTrue("strict_lint_mode");
  }
}
