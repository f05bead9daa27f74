package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.ListPage;
import org.braintrustbeam.emulator.catalog.ObjectKind;
import org.braintrustbeam.emulator.catalog.Organization;
import org.braintrustbeam.emulator.functions.Functions;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.jspecify.annotations.Nullable;

/** Functions: many at once as clients publish them, and one by one. */
public final class FunctionRoutes {
  private static final String ALL = "/v1/function";

  private final Functions functions;
  private final Catalog catalog;
  private final Clock clock;
  private final long maxBytes;

  public FunctionRoutes(Functions functions, Catalog catalog, Clock clock, long maxBytes) {
    this.functions = functions;
    this.catalog = catalog;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  public void register(RoutesConfig routes) {
    String one = ALL + "/{id}";
    routes.post("/insert-functions", this::insert);
    routes.get(ALL, ctx -> Http.answer(ctx, list(ctx)));
    routes.post(ALL, ctx -> put(ctx, "ignore"));
    routes.put(ALL, ctx -> put(ctx, "replace"));
    routes.get(one, ctx -> Http.answer(ctx, functions.byId(ctx.pathParam("id"))));
    routes.delete(one, ctx -> Http.answer(ctx, functions.delete(ctx.pathParam("id"))));
  }

  private void insert(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    List<RawObject> sent =
        RawArray.items(body.get("functions")).stream().map(RawObject::parse).toList();
    Functions.Written written = functions.insert(sent, clock.instant());
    long ignored = written.results().stream().filter(Functions.Result::ignored).count();
    Http.answer(
        ctx,
        new RawObject()
            .put("functions", RawArray.of(written.results().stream().map(this::result).toList()))
            .put("xact_id", Json.string(Long.toString(written.xact())))
            .put("ignored_count", Json.utf8(Long.toString(ignored))));
  }

  private byte[] result(Functions.Result result) {
    RawObject function = result.function();
    return new RawObject()
        .put("id", function.get("id"))
        .put("slug", function.get("slug"))
        .put("project_id", function.get("project_id"))
        .put("found_existing", Json.bool(result.foundExisting()))
        .toBytes();
  }

  private void put(Context ctx, String ifExists) {
    RawObject sent = Http.object(ctx, maxBytes).put("if_exists", Json.string(ifExists));
    Functions.Result made = functions.insert(List.of(sent), clock.instant()).results().get(0);
    if (made.foundExisting()) {
      ctx.header("x-bt-found-existing", "true");
    }
    Http.answer(ctx, made.function());
  }

  private RawObject list(Context ctx) {
    if (ctx.queryParam("version") != null || ctx.queryParam("environment") != null) {
      throw ApiError.badRequest("Old versions of functions are not kept by the emulator");
    }
    List<RawObject> wanted = functions.all().stream().filter(one -> accepts(ctx, one)).toList();
    List<byte[]> page =
        ListPage.of(ctx)
            .cut(wanted, one -> one.requiredText("id"))
            .map(RawObject::toBytes)
            .toList();
    return new RawObject().put("objects", RawArray.of(page));
  }

  private boolean accepts(Context ctx, RawObject function) {
    String projectId = function.requiredText("project_id");
    String org = ctx.queryParam("org_name");
    Set<String> ids = Set.copyOf(ctx.queryParams("ids"));
    return (org == null || org.equals(Organization.NAME))
        && isAny(ctx.queryParam("project_id"), projectId)
        && isAny(ctx.queryParam("project_name"), catalog.byId(ObjectKind.PROJECT, projectId).name())
        && isAny(ctx.queryParam("slug"), function.text("slug"))
        && isAny(ctx.queryParam("function_name"), function.text("name"))
        && isAny(ctx.queryParam("function_type"), function.text("function_type"))
        && (ids.isEmpty() || ids.contains(function.requiredText("id")));
  }

  private static boolean isAny(@Nullable String wanted, @Nullable String actual) {
    return wanted == null || wanted.equals(actual);
  }
}
