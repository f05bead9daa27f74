package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.ListPage;
import org.braintrustbeam.emulator.catalog.Organization;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.versions.Snapshots;

/** Snapshots of datasets: the routes of {@code /v1}, and what the SDKs call instead. */
public final class SnapshotRoutes {
  private static final String ALL = "/v1/dataset_snapshot";
  private static final String SDK = "/api/dataset_snapshot";

  private final Snapshots snapshots;
  private final Clock clock;
  private final long maxBytes;

  public SnapshotRoutes(Database database, Catalog catalog, Clock clock, long maxBytes) {
    this.snapshots = new Snapshots(database, catalog);
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  public void register(RoutesConfig routes) {
    String one = ALL + "/{id}";
    routes.get(ALL, ctx -> Http.answer(ctx, list(ctx)));
    routes.post(ALL, ctx -> put(ctx, false));
    routes.put(ALL, ctx -> put(ctx, true));
    routes.get(one, ctx -> Http.answer(ctx, snapshots.byId(ctx.pathParam("id"))));
    routes.patch(one, ctx -> Http.answer(ctx, snapshots.change(ctx.pathParam("id"), body(ctx))));
    routes.delete(one, ctx -> Http.answer(ctx, snapshots.delete(ctx.pathParam("id"))));
    routes.post(SDK + "/register", this::registerSnapshot);
    routes.post(SDK + "/get", ctx -> Http.answer(ctx, matching(body(ctx))));
    routes.post(SDK + "/patch_id", this::patchById);
    routes.post(
        SDK + "/delete_id",
        ctx -> Http.answer(ctx, snapshots.delete(body(ctx).requiredText("id"))));
  }

  private RawObject body(Context ctx) {
    return Http.object(ctx, maxBytes);
  }

  private void put(Context ctx, boolean replace) {
    Snapshots.Result made = snapshots.put(body(ctx), replace, clock.instant());
    if (made.foundExisting()) {
      ctx.header("x-bt-found-existing", "true");
    }
    Http.answer(ctx, made.snapshot());
  }

  private RawObject list(Context ctx) {
    String datasetId = ctx.queryParam("dataset_id");
    String org = ctx.queryParam("org_name");
    String name = ctx.queryParam("dataset_snapshot_name");
    Set<String> ids = Set.copyOf(ctx.queryParams("ids"));
    List<RawObject> wanted =
        (datasetId == null ? snapshots.all() : snapshots.of(datasetId))
            .stream()
                .filter(one -> org == null || org.equals(Organization.NAME))
                .filter(one -> name == null || name.equals(one.text("name")))
                .filter(one -> ids.isEmpty() || ids.contains(one.requiredText("id")))
                .toList();
    List<RawObject> page =
        ListPage.of(ctx).cut(wanted, snapshot -> snapshot.requiredText("id")).toList();
    return new RawObject().put("objects", bytes(page));
  }

  private void registerSnapshot(Context ctx) {
    RawObject body = body(ctx);
    RawObject given = body.copy().put("name", body.get("dataset_snapshot_name"));
    Snapshots.Result made = snapshots.put(given, body.isTrue("update"), clock.instant());
    Http.answer(
        ctx,
        new RawObject()
            .put("dataset_snapshot", made.snapshot().toBytes())
            .put("found_existing", Json.bool(made.foundExisting())));
  }

  private byte[] matching(RawObject body) {
    String name = body.text("name");
    String xact = body.text("xact_id");
    return bytes(
        snapshots.of(body.requiredText("dataset_id")).stream()
            .filter(one -> name == null || name.equals(one.text("name")))
            .filter(one -> xact == null || xact.equals(one.text("xact_id")))
            .toList());
  }

  private void patchById(Context ctx) {
    RawObject body = body(ctx);
    Http.answer(ctx, snapshots.change(body.requiredText("id"), body));
  }

  private static byte[] bytes(List<RawObject> objects) {
    return RawArray.of(objects.stream().map(RawObject::toBytes).toList());
  }
}
