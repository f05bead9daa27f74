package org.braintrustbeam.emulator.otel;

import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.CatalogEntry;
import org.braintrustbeam.emulator.catalog.ObjectKind;
import org.braintrustbeam.emulator.rows.RowTarget;
import org.braintrustbeam.emulator.rows.RowType;

/** Reads where spans are to go, like {@code experiment_id:…}, {@code project_name:…}. */
final class SpanParent {
  private SpanParent() {}

  static RowTarget of(Catalog catalog, String parent) {
    int colon = parent.indexOf(':');
    String kind = colon < 0 ? parent : parent.substring(0, colon);
    String value = parent.substring(colon + 1);
    return switch (kind) {
      case "experiment_id" -> RowTarget.of(catalog, RowType.EXPERIMENT, value);
      case "project_id" -> RowTarget.of(catalog, RowType.PROJECT_LOGS, value);
      case "project_name" -> RowTarget.of(catalog, RowType.PROJECT_LOGS, project(catalog, value));
      default ->
          throw ApiError.badRequest(
              "The parent of spans must be experiment_id:, project_id: or project_name: with a"
                  + " value, got '"
                  + parent
                  + "'");
    };
  }

  private static String project(Catalog catalog, String name) {
    CatalogEntry project = catalog.byName(ObjectKind.PROJECT, "", name);
    if (project == null) {
      throw ApiError.badRequest("No project with the name '" + name + "' exists");
    }
    return project.id();
  }
}
