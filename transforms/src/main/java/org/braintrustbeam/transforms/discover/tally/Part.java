package org.braintrustbeam.transforms.discover.tally;

/** What rows a tally is of. */
public enum Part {
  /** Spans of the window. */
  NOW,
  /** Spans of the window before it, of the same length. */
  BEFORE,
  /** Records of the dataset. */
  DATASET
}
