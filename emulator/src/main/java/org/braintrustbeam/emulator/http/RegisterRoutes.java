package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import org.braintrustbeam.emulator.catalog.BaseExperiment;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.CatalogEntry;
import org.braintrustbeam.emulator.catalog.GetOrCreate;
import org.braintrustbeam.emulator.catalog.ObjectKind;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.rows.EventFields;
import org.braintrustbeam.emulator.store.Database;
import org.jspecify.annotations.Nullable;

/**
 * How the SDKs make projects, datasets and experiments: by the names of all of them at once. The
 * objects are those of {@code /v1}.
 */
public final class RegisterRoutes {
  private final GetOrCreate getOrCreate;
  private final Catalog catalog;
  private final BaseExperiment baseExperiment;
  private final Clock clock;
  private final long maxBytes;

  public RegisterRoutes(Database database, Catalog catalog, Clock clock, long maxBytes) {
    this.getOrCreate = new GetOrCreate(database, catalog);
    this.catalog = catalog;
    this.baseExperiment = new BaseExperiment(catalog);
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  public void register(RoutesConfig routes) {
    routes.post("/api/project/register", this::registerProject);
    routes.post("/api/dataset/register", this::registerDataset);
    routes.post("/api/experiment/register", this::registerExperiment);
  }

  private void registerProject(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    GetOrCreate.Result made = project(body.requiredText("project_name"));
    Http.answer(ctx, answer(made.entry(), null, made.foundExisting()));
  }

  /** A dataset without a name gets one; {@code /v1/dataset} would refuse it. */
  private void registerDataset(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    EventFields.check(body, "");
    CatalogEntry project = project(body);
    RawObject fields = fields(body, project, "dataset_name");
    if (fields.isNull("name")) {
      fields.put("name", Json.string(GetOrCreate.freshName(ObjectKind.DATASET)));
    }
    GetOrCreate.Result made = getOrCreate.apply(ObjectKind.DATASET, fields, false, clock.instant());
    Http.answer(ctx, answer(project, made.entry(), made.foundExisting()));
  }

  /** Without {@code update} an experiment of that name is left alone, and a new one is made. */
  private void registerExperiment(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    EventFields.check(body, "");
    CatalogEntry project = project(body);
    RawObject fields = fields(body, project, "experiment_name");
    CatalogEntry base = base(body, project);
    if (base != null) {
      fields.put("base_exp_id", Json.string(base.id()));
    }
    GetOrCreate.Result made =
        getOrCreate.apply(ObjectKind.EXPERIMENT, fields, !body.isTrue("update"), clock.instant());
    Http.answer(ctx, answer(project, made.entry(), made.foundExisting()));
  }

  /** By id, by name, or by the nearest commit that has an experiment; null if nothing is known. */
  private @Nullable CatalogEntry base(RawObject body, CatalogEntry project) {
    String id = body.text("base_exp_id");
    if (id != null) {
      return catalog.byId(ObjectKind.EXPERIMENT, id);
    }
    String name = body.text("base_experiment");
    return name != null
        ? baseExperiment.named(project.id(), name)
        : baseExperiment.nearest(
            project.id(),
            RawArray.items(body.get("ancestor_commits")).stream().map(Json::text).toList());
  }

  private CatalogEntry project(RawObject body) {
    String id = body.text("project_id");
    return id == null
        ? project(body.requiredText("project_name")).entry()
        : catalog.byId(ObjectKind.PROJECT, id);
  }

  private GetOrCreate.Result project(String name) {
    RawObject fields = new RawObject().put("name", Json.string(name));
    return getOrCreate.apply(ObjectKind.PROJECT, fields, false, clock.instant());
  }

  private static RawObject fields(RawObject body, CatalogEntry project, String nameField) {
    return body.copy()
        .remove("id") // ids are ours to give
        .put("name", body.get(nameField))
        .put("project_id", Json.string(project.id()));
  }

  private static RawObject answer(
      CatalogEntry project, @Nullable CatalogEntry made, boolean foundExisting) {
    RawObject answer = new RawObject().put("project", project.fields().toBytes());
    if (made != null) {
      answer.put(made.kind().label(), made.fields().toBytes());
    }
    return answer.put("found_existing", Json.bool(foundExisting));
  }
}
