package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.catalog.BaseExperiment;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.CatalogEntry;
import org.braintrustbeam.emulator.catalog.ObjectKind;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.store.Database;
import org.jspecify.annotations.Nullable;

/** What the SDKs and {@code bt} ask the app beside the data: who is this, and what to compare. */
public final class ControlPlaneRoutes {
  private final Database database;
  private final Catalog catalog;
  private final BaseExperiment baseExperiment;
  private final Clock clock;
  private final long maxBytes;

  public ControlPlaneRoutes(Database database, Catalog catalog, Clock clock, long maxBytes) {
    this.database = database;
    this.catalog = catalog;
    this.baseExperiment = new BaseExperiment(catalog);
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  public void register(RoutesConfig routes) {
    routes.get("/api/project", ctx -> Http.answer(ctx, project(ctx.queryParam("id")).fields()));
    routes.post("/api/project/get", this::projects);
    routes.post("/api/experiment/get", this::experiments);
    routes.post("/api/base_experiment/get_id", this::base);
    routes.post("/api/self/get_object_info", this::objectInfo);
    // No provider's key is kept here; clients ask before they offer to run a model.
    routes.post("/api/ai_secret/get", ctx -> Http.answer(ctx, RawArray.of(List.of())));
    routes.get("/xact-id", ctx -> ctx.contentType("text/plain").result(freshXact()));
  }

  private CatalogEntry project(@Nullable String id) {
    return catalog.byId(ObjectKind.PROJECT, id == null ? "" : id);
  }

  private void projects(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    Http.answer(ctx, list(List.of(project(body.requiredText("id")))));
  }

  /** An empty list if there is no experiment, or no project, of the name. */
  private void experiments(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    String name = body.requiredText("experiment_name");
    String projectId = body.text("project_id");
    CatalogEntry project =
        projectId == null
            ? catalog.byName(ObjectKind.PROJECT, "", body.requiredText("project_name"))
            : catalog.byId(ObjectKind.PROJECT, projectId);
    CatalogEntry found =
        project == null ? null : catalog.byName(ObjectKind.EXPERIMENT, project.id(), name);
    Http.answer(ctx, list(found == null ? List.of() : List.of(found)));
  }

  private void base(Context ctx) {
    String id = Http.object(ctx, maxBytes).requiredText("id");
    CatalogEntry experiment = catalog.byId(ObjectKind.EXPERIMENT, id);
    CatalogEntry base = baseExperiment.of(experiment);
    if (base == null) {
      throw ApiError.badRequest("The experiment '" + id + "' has nothing to be compared with");
    }
    Http.answer(
        ctx,
        new RawObject()
            .put("id", Json.string(experiment.id()))
            .put("project_id", Json.string(experiment.projectId()))
            .put("name", Json.string(experiment.name()))
            .put("base_exp_id", Json.string(base.id()))
            .put("base_exp_name", Json.string(base.name())));
  }

  /** Objects that do not exist are left out. */
  private void objectInfo(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    ObjectKind kind = ObjectKind.of(body.requiredText("object_type"));
    List<byte[]> found = new ArrayList<>();
    for (byte[] id : RawArray.items(body.get("object_ids"))) {
      if (catalog.exists(kind, Json.text(id))) {
        found.add(info(catalog.byId(kind, Json.text(id))));
      }
    }
    Http.answer(ctx, RawArray.of(found));
  }

  private byte[] info(CatalogEntry entry) {
    CatalogEntry project = project(entry.projectId());
    RawObject parent =
        new RawObject()
            .put("id", Json.string(project.id()))
            .put("name", Json.string(project.name()));
    return new RawObject()
        .put("object_type", Json.string(entry.kind().label()))
        .put("object_id", Json.string(entry.id()))
        .put("object_name", Json.string(entry.name()))
        .put("parent_cols", new RawObject().put("project", parent.toBytes()).toBytes())
        .toBytes();
  }

  /** A transaction without rows: all that was written is below it, all later writes above. */
  private String freshXact() {
    synchronized (database) {
      long xact = database.clock().next(clock.instant(), 0);
      database.commit();
      return Long.toString(xact);
    }
  }

  private static byte[] list(List<CatalogEntry> entries) {
    return RawArray.of(entries.stream().map(entry -> entry.fields().toBytes()).toList());
  }
}
