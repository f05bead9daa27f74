package org.braintrustbeam.io.row;

/**
 * One field of a row to set.
 *
 * @param name top-level name, e.g. {@code expected}
 * @param before the value the decision was based on; {@link RawJson#NULL} if absent
 * @param after the value to set
 * @param mode whether {@code after} replaces the value whole or is merged into it
 */
public record FieldChange(String name, RawJson before, RawJson after, Mode mode) {

  /** How a value gets into the row that is there. */
  public enum Mode {
    /** The value becomes {@code after}, whatever it was. */
    REPLACE,
    /** Members of the object {@code after} are set deeply, others stay. */
    MERGE
  }
}
