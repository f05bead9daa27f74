package org.braintrustbeam.emulator.rows;

import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.catalog.ObjectKind;

/** The kinds of rows. */
public enum RowType {
  DATASET("dataset", ObjectKind.DATASET),
  EXPERIMENT("experiment", ObjectKind.EXPERIMENT),
  PROJECT_LOGS("project_logs", ObjectKind.PROJECT);

  private final String label;
  private final ObjectKind holder;

  RowType(String label, ObjectKind holder) {
    this.label = label;
    this.holder = holder;
  }

  public static RowType of(String label) {
    for (RowType type : values()) {
      if (type.label.equals(label)) {
        return type;
      }
    }
    throw ApiError.notFound("No rows of type '" + label + "' are served");
  }

  /** The word for it in paths and SQL. */
  public String label() {
    return label;
  }

  /** What holds the rows: the logs of a project are held by the project. */
  ObjectKind holder() {
    return holder;
  }

  /** The fields that each row is answered with, in that order. */
  public List<String> fields() {
    return switch (this) {
      case DATASET -> RowFields.DATASET;
      case EXPERIMENT -> RowFields.EXPERIMENT;
      case PROJECT_LOGS -> RowFields.LOGS;
    };
  }
}
