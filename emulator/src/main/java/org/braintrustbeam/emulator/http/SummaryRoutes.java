package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.catalog.BaseExperiment;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.CatalogEntry;
import org.braintrustbeam.emulator.catalog.ObjectKind;
import org.braintrustbeam.emulator.catalog.Organization;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.summary.Cases;
import org.braintrustbeam.emulator.summary.Comparison;
import org.braintrustbeam.emulator.summary.ComparisonKey;
import org.jspecify.annotations.Nullable;

/** Summaries of experiments and datasets, by the documented routes and by those of the SDKs. */
public final class SummaryRoutes {
  private final Catalog catalog;
  private final Database database;
  private final RowStore rows;
  private final Supplier<String> url;

  /**
   * @param url the server's own address, which the addresses of pages are made of
   */
  public SummaryRoutes(Catalog catalog, Database database, RowStore rows, Supplier<String> url) {
    this.catalog = catalog;
    this.database = database;
    this.rows = rows;
    this.url = url;
  }

  public void register(RoutesConfig routes) {
    routes.get("/v1/experiment/{id}/summarize", this::experiment);
    routes.get("/v1/dataset/{id}/summarize", this::dataset);
    routes.get("/experiment-comparison2", this::comparison);
    routes.get("/dataset-summary", this::records);
  }

  private void experiment(Context ctx) {
    CatalogEntry experiment = catalog.byId(ObjectKind.EXPERIMENT, ctx.pathParam("id"));
    RawObject answer = names(experiment, "experiment");
    if (asks(ctx, "summarize_scores")) {
      CatalogEntry base = base(ctx, experiment);
      Comparison comparison = compare(experiment, base);
      answer.put(
          "comparison_experiment_name", base == null ? Json.NULL : base.fields().get("name"));
      answer.put("scores", comparison.scores().toBytes());
      answer.put("metrics", comparison.metrics().toBytes());
    }
    Http.answer(ctx, answer);
  }

  private @Nullable CatalogEntry base(Context ctx, CatalogEntry experiment) {
    String asked = ctx.queryParam("comparison_experiment_id");
    return asked == null
        ? new BaseExperiment(catalog).of(experiment)
        : catalog.byId(ObjectKind.EXPERIMENT, asked);
  }

  /** Here the caller has looked for the base itself: without one there is no comparison. */
  private void comparison(Context ctx) {
    CatalogEntry experiment = catalog.byId(ObjectKind.EXPERIMENT, required(ctx, "experiment_id"));
    String base = ctx.queryParam("base_experiment_id");
    Comparison comparison =
        compare(experiment, base == null ? null : catalog.byId(ObjectKind.EXPERIMENT, base));
    Http.answer(
        ctx,
        new RawObject()
            .put("scores", comparison.scores().toBytes())
            .put("metrics", comparison.metrics().toBytes()));
  }

  private Comparison compare(CatalogEntry experiment, @Nullable CatalogEntry base) {
    Cases cases = new Cases(rows, database.head(), comparisonKey(experiment));
    return Comparison.of(cases, experiment.number(), base == null ? null : base.number());
  }

  private ComparisonKey comparisonKey(CatalogEntry experiment) {
    byte[] settings = project(experiment).fields().get("settings");
    String key = Json.isObject(settings) ? RawObject.parse(settings).text("comparison_key") : null;
    return ComparisonKey.parse(key == null ? "input" : key);
  }

  private void dataset(Context ctx) {
    CatalogEntry dataset = catalog.byId(ObjectKind.DATASET, ctx.pathParam("id"));
    RawObject answer = names(dataset, "dataset");
    if (asks(ctx, "summarize_data")) {
      answer.put("data_summary", total(dataset).toBytes());
    }
    Http.answer(ctx, answer);
  }

  private void records(Context ctx) {
    Http.answer(ctx, total(catalog.byId(ObjectKind.DATASET, required(ctx, "dataset_id"))));
  }

  private RawObject total(CatalogEntry dataset) {
    long count = rows.count(dataset.number(), database.head());
    return new RawObject().put("total_records", Json.utf8(Long.toString(count)));
  }

  private RawObject names(CatalogEntry entry, String kind) {
    String project = project(entry).fields().requiredText("name");
    String name = entry.fields().requiredText("name");
    String page = url.get() + "/app/" + segment(Organization.NAME) + "/p/" + segment(project);
    return new RawObject()
        .put("project_name", Json.string(project))
        .put(kind + "_name", Json.string(name))
        .put("project_url", Json.string(page))
        .put(kind + "_url", Json.string(page + "/" + kind + "s/" + segment(name)));
  }

  private CatalogEntry project(CatalogEntry entry) {
    return catalog.byId(ObjectKind.PROJECT, entry.projectId());
  }

  private static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static boolean asks(Context ctx, String flag) {
    String value = ctx.queryParam(flag);
    if (value == null || value.equals("false")) {
      return false;
    }
    if (!value.equals("true")) {
      throw ApiError.badRequest("'" + flag + "' must be true or false, got " + value);
    }
    return true;
  }

  private static String required(Context ctx, String name) {
    String value = ctx.queryParam(name);
    if (value == null) {
      throw ApiError.badRequest("'" + name + "' is missing");
    }
    return value;
  }
}
