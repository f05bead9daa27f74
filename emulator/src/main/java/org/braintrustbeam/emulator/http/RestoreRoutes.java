package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.rows.Restore;
import org.braintrustbeam.emulator.rows.RowTarget;
import org.braintrustbeam.emulator.rows.RowType;
import org.braintrustbeam.emulator.store.XactId;

/** Back to an old version of a dataset, or only what that would write. */
public final class RestoreRoutes {
  private static final String RESTORE = "/v1/dataset/{id}/restore";

  private final Catalog catalog;
  private final Restore restore;
  private final Clock clock;
  private final long maxBytes;

  public RestoreRoutes(Catalog catalog, Restore restore, Clock clock, long maxBytes) {
    this.catalog = catalog;
    this.restore = restore;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  public void register(RoutesConfig routes) {
    routes.post(RESTORE + "/preview", this::preview);
    routes.post(RESTORE, this::apply);
  }

  private void preview(Context ctx) {
    RowTarget target = target(ctx);
    Restore.Plan plan = restore.plan(target, version(ctx));
    Http.answer(
        ctx,
        new RawObject()
            .put("rows_to_restore", size(plan.restored()))
            .put("rows_to_delete", size(plan.deleted())));
  }

  private void apply(Context ctx) {
    Restore.Result done = restore.apply(target(ctx), version(ctx), clock);
    byte[] xact = done.xact() == null ? Json.NULL : Json.string(Long.toString(done.xact()));
    Http.answer(
        ctx,
        new RawObject()
            .put("xact_id", xact)
            .put("rows_restored", size(done.plan().restored()))
            .put("rows_deleted", size(done.plan().deleted())));
  }

  private RowTarget target(Context ctx) {
    return RowTarget.of(catalog, RowType.DATASET, ctx.pathParam("id"));
  }

  private long version(Context ctx) {
    return XactId.parse("version", Http.object(ctx, maxBytes).requiredText("version"));
  }

  private static byte[] size(List<?> rows) {
    return Json.utf8(Integer.toString(rows.size()));
  }
}
