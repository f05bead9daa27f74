package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.ObjectKind;
import org.braintrustbeam.emulator.functions.Functions;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.store.XactId;
import org.braintrustbeam.emulator.versions.Environments;
import org.braintrustbeam.emulator.versions.Environments.Versioned;

/** The version of a dataset, function or prompt that an environment such as production uses. */
public final class EnvironmentRoutes {
  private static final String ALL = "/environment-object/{type}/{id}";
  private static final String ONE = ALL + "/{slug}";

  private final Environments environments;
  private final Catalog catalog;
  private final Functions functions;
  private final Clock clock;
  private final long maxBytes;

  public EnvironmentRoutes(
      Database database, Catalog catalog, Functions functions, Clock clock, long maxBytes) {
    this.environments = new Environments(database);
    this.catalog = catalog;
    this.functions = functions;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  public void register(RoutesConfig routes) {
    routes.get(ALL, ctx -> Http.answer(ctx, list(environments.of(object(ctx)))));
    routes.get(ONE, ctx -> Http.answer(ctx, environments.get(object(ctx), slug(ctx))));
    routes.put(ONE, ctx -> Http.answer(ctx, put(ctx)));
    routes.delete(ONE, ctx -> Http.answer(ctx, environments.delete(object(ctx), slug(ctx))));
  }

  private Versioned object(Context ctx) {
    String type = ctx.pathParam("type");
    String id = ctx.pathParam("id");
    switch (type) {
      case "dataset" -> catalog.byId(ObjectKind.DATASET, id);
      case "function", "prompt" -> functions.byId(id);
      default -> throw ApiError.badRequest("Objects of type '" + type + "' have no environments");
    }
    return new Versioned(type, id);
  }

  private static String slug(Context ctx) {
    return ctx.pathParam("slug");
  }

  private RawObject put(Context ctx) {
    Versioned object = object(ctx);
    String version = Http.object(ctx, maxBytes).requiredText("object_version");
    XactId.parse("object_version", version);
    return environments.put(object, slug(ctx), version, clock.instant());
  }

  private static RawObject list(List<RawObject> objects) {
    return new RawObject()
        .put("objects", RawArray.of(objects.stream().map(RawObject::toBytes).toList()));
  }
}
