package org.braintrustbeam.emulator.catalog;

import io.javalin.http.Context;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The conditions on a list of projects, datasets or experiments; null is no condition. */
public record CatalogFilter(
    @Nullable String org,
    @Nullable String projectId,
    @Nullable String projectName,
    @Nullable String name,
    Set<String> ids,
    Catalog catalog) {

  public static CatalogFilter of(Context ctx, ObjectKind kind, Catalog catalog) {
    boolean project = kind == ObjectKind.PROJECT;
    return new CatalogFilter(
        ctx.queryParam("org_name"),
        project ? null : ctx.queryParam("project_id"),
        project ? null : ctx.queryParam("project_name"),
        ctx.queryParam(kind.label() + "_name"),
        Set.copyOf(ctx.queryParams("ids")),
        catalog);
  }

  public boolean accepts(CatalogEntry entry) {
    return (org == null || org.equals(Organization.NAME))
        && (projectId == null || projectId.equals(entry.projectId()))
        && (name == null || name.equals(entry.name()))
        && (ids.isEmpty() || ids.contains(entry.id()))
        && (projectName == null || projectName.equals(projectOf(entry)));
  }

  private String projectOf(CatalogEntry entry) {
    return catalog.byId(ObjectKind.PROJECT, entry.projectId()).name();
  }
}
