package org.braintrustbeam.emulator.rows;

import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.CatalogEntry;
import org.braintrustbeam.emulator.catalog.Organization;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;

/** The dataset, experiment or log that rows are written to or read from. */
public record RowTarget(RowType type, CatalogEntry holder) {
  public static RowTarget of(Catalog catalog, RowType type, String id) {
    return new RowTarget(type, catalog.byId(type.holder(), id));
  }

  public int number() {
    return holder.number();
  }

  /** Sets the fields that say where the row lies. */
  void describe(RawObject row) {
    if (type != RowType.DATASET) {
      row.put("org_id", Json.string(Organization.ID));
    }
    row.put("project_id", Json.string(holder.projectId()));
    switch (type) {
      case DATASET -> row.put("dataset_id", Json.string(holder.id()));
      case EXPERIMENT -> row.put("experiment_id", Json.string(holder.id()));
      case PROJECT_LOGS -> row.put("log_id", Json.string("g"));
    }
  }
}
