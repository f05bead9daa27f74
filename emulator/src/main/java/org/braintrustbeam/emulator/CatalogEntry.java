package org.braintrustbeam.emulator;

/** A project, dataset or experiment. The number is how its rows are found; callers see the id. */
record CatalogEntry(int number, ObjectKind kind, RawObject fields) {
  String id() {
    return fields.requiredText("id");
  }

  String name() {
    return fields.requiredText("name");
  }

  /** The project it lies in; a project lies in itself. */
  String projectId() {
    return kind == ObjectKind.PROJECT ? id() : fields.requiredText("project_id");
  }
}
