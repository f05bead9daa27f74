package org.braintrustbeam.transforms.compare;

/** One of the two experiments that are compared. */
public enum Arm {
  /** The experiment that is judged. */
  NEW,
  /** The one it is judged against. */
  BASELINE;

  /** What people read. */
  public String word() {
    return this == NEW ? "new" : "baseline";
  }

  /** The one that this is not. */
  public Arm other() {
    return this == NEW ? BASELINE : NEW;
  }
}
