package org.braintrustbeam.transforms.sync;

import java.util.Locale;

/** What is counted while datasets are compared. */
public enum SyncCount {
  /** Different inputs in all datasets together. */
  UNIQUE_INPUTS,
  /** Inputs that more than one dataset has. */
  INPUTS_IN_MULTIPLE,
  /** Of these, the ones with a row to change. */
  INPUTS_WITH_DIFFS,
  /** Inputs where "created last" and "written last" are rows that say something different. */
  DISAGREEMENTS;

  /** Its key in the result. */
  public String jsonKey() {
    return name().toLowerCase(Locale.ROOT);
  }
}
