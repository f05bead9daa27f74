package org.braintrustbeam.emulator.catalog;

import org.braintrustbeam.emulator.api.ApiError;

/** The kinds of named objects. */
public enum ObjectKind {
  PROJECT("project"),
  DATASET("dataset"),
  EXPERIMENT("experiment");

  private final String label;

  ObjectKind(String label) {
    this.label = label;
  }

  public static ObjectKind of(String label) {
    for (ObjectKind kind : values()) {
      if (kind.label.equals(label)) {
        return kind;
      }
    }
    throw ApiError.badRequest("No objects of type '" + label + "' are served");
  }

  /** The word for it in paths, parameters and SQL. */
  public String label() {
    return label;
  }
}
