package org.braintrustbeam.emulator;

/** The kinds of named objects. */
enum ObjectKind {
  PROJECT("project"),
  DATASET("dataset"),
  EXPERIMENT("experiment");

  private final String label;

  ObjectKind(String label) {
    this.label = label;
  }

  /** The word for it in paths, parameters and SQL. */
  String label() {
    return label;
  }
}
