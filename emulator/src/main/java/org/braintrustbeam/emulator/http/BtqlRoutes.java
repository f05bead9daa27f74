package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.query.Freshness;
import org.braintrustbeam.emulator.query.Query;
import org.braintrustbeam.emulator.query.QueryRunner;
import org.braintrustbeam.emulator.query.QuerySchema;
import org.braintrustbeam.emulator.query.QueryWarnings;
import org.braintrustbeam.emulator.query.RowReader;
import org.braintrustbeam.emulator.query.SqlReader;

/** {@code POST /btql}: SQL over rows. */
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

  private void query(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    refuseUnsupported(body);
    Query query = SqlReader.read(sql(body.get("query")), catalog, clock.instant());
    long head = reader.head();
    QueryRunner.QueryResult result = reader.query(query, body.text("version"), head);
    RawObject answer =
        new RawObject()
            .put("data", RawArray.of(result.data()))
            .put("schema", QuerySchema.of(query));
    if (result.cursor() != null) {
      ctx.header("x-bt-cursor", result.cursor());
      answer.put("cursor", Json.string(result.cursor()));
    }
    Freshness.describe(answer, head);
    QueryWarnings.of(query).ifPresent(warning -> answer.put("warnings", warning));
    Http.answer(ctx, answer);
  }

  private static void refuseUnsupported(RawObject body) {
    String format = body.text("fmt");
    Unsupported.refuse(format != null && !format.equals("json"), "The format '" + format + "'");
    Unsupported.refuse(body.isTrue("audit_log"), "'audit_log'");
  }

  private static String sql(byte[] query) {
    Unsupported.refuse(Json.isObject(query), "The AST form of a query");
    if (!Json.isString(query)) {
      throw ApiError.badRequest("'query' must be a string");
    }
    String sql = Json.text(query).strip();
    String start = sql.toLowerCase(Locale.ROOT);
    if (List.of("select", "with").stream()
        .anyMatch(word -> start.matches("(?s)" + word + "\\b[^:].*"))) {
      return sql;
    }
    Unsupported.refuse(start.matches("(?s)\\w+\\s*:.*"), "The pipe form of a query (BTQL)");
    throw ApiError.invalidQuery("it must start with SELECT");
  }
}
