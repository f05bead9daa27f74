package org.braintrustbeam.emulator.catalog;

import org.braintrustbeam.emulator.json.RawObject;

/** A project, dataset or experiment. The number is how its rows are found; callers see the id. */
public record CatalogEntry(int number, ObjectKind kind, RawObject fields) {
  public String id() {
    return fields.requiredText("id");
  }

  public String name() {
    return fields.requiredText("name");
  }

  /** The project it lies in; a project lies in itself. */
  public String projectId() {
    return kind == ObjectKind.PROJECT ? id() : fields.requiredText("project_id");
  }
}
