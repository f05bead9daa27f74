package org.braintrustbeam.emulator.catalog;

/** The kinds of named objects. */
public enum ObjectKind {
  PROJECT("project"),
  DATASET("dataset"),
  EXPERIMENT("experiment");

  private final String label;

  ObjectKind(String label) {
    this.label = label;
  }

  /** The word for it in paths, parameters and SQL. */
  public String label() {
    return label;
  }
}
