package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.CatalogEntry;
import org.braintrustbeam.emulator.catalog.CatalogFields;
import org.braintrustbeam.emulator.catalog.CatalogFilter;
import org.braintrustbeam.emulator.catalog.GetOrCreate;
import org.braintrustbeam.emulator.catalog.ListPage;
import org.braintrustbeam.emulator.catalog.ObjectKind;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonMerge;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.rows.EventFields;
import org.braintrustbeam.emulator.store.Database;

/** Projects, datasets and experiments: create, list, show, change, delete. */
public final class CatalogRoutes {
  private final GetOrCreate getOrCreate;
  private final Catalog catalog;
  private final Clock clock;
  private final long maxBytes;

  public CatalogRoutes(Database database, Catalog catalog, Clock clock, long maxBytes) {
    this.getOrCreate = new GetOrCreate(database, catalog);
    this.catalog = catalog;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  public void register(RoutesConfig routes) {
    for (ObjectKind kind : ObjectKind.values()) {
      String all = "/v1/" + kind.label();
      String one = all + "/{id}";
      routes.post(all, ctx -> create(ctx, kind));
      routes.get(all, ctx -> Http.answer(ctx, list(ctx, kind)));
      routes.get(one, ctx -> Http.answer(ctx, entry(ctx, kind).fields()));
      routes.patch(one, ctx -> Http.answer(ctx, patch(ctx, kind).fields()));
      routes.delete(
          one,
          ctx ->
              Http.answer(
                  ctx, catalog.delete(kind, ctx.pathParam("id"), clock.instant()).fields()));
    }
  }

  private CatalogEntry entry(Context ctx, ObjectKind kind) {
    return catalog.byId(kind, ctx.pathParam("id"));
  }

  private void create(Context ctx, ObjectKind kind) {
    RawObject body = Http.object(ctx, maxBytes).remove("id"); // ids are ours to give
    EventFields.check(body, "");
    GetOrCreate.Result made =
        getOrCreate.apply(kind, body, body.isTrue("ensure_new"), clock.instant());
    if (made.foundExisting()) {
      ctx.header("x-bt-found-existing", "true");
    }
    Http.answer(ctx, made.entry().fields());
  }

  private byte[] list(Context ctx, ObjectKind kind) {
    CatalogFilter filter = CatalogFilter.of(ctx, kind, catalog);
    List<byte[]> objects =
        ListPage.of(ctx)
            .cut(catalog.all(kind).stream().filter(filter::accepts).toList())
            .map(entry -> entry.fields().toBytes())
            .toList();
    return new RawObject().put("objects", RawArray.of(objects)).toBytes();
  }

  /** Objects are merged deeply, null changes nothing: so says the service's description. */
  private CatalogEntry patch(Context ctx, ObjectKind kind) {
    RawObject body = Http.object(ctx, maxBytes);
    EventFields.check(body, "");
    return catalog.change(kind, ctx.pathParam("id"), fields -> merged(kind, fields, body));
  }

  private static RawObject merged(ObjectKind kind, RawObject fields, RawObject body) {
    for (Map.Entry<String, byte[]> field : body.entries()) {
      String name = field.getKey();
      boolean settable = name.equals("name") || CatalogFields.settable(kind).contains(name);
      if (settable && !Json.isNull(field.getValue())) {
        JsonMerge merge = new JsonMerge(Set.of(List.of("tags")));
        fields.put(name, merge.field(name, fields.get(name), field.getValue()));
      }
    }
    fields.requiredText("name");
    return fields;
  }
}
