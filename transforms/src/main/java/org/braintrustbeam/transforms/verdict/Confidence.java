package org.braintrustbeam.transforms.verdict;

import java.util.Locale;

/** How far the verdict can be trusted. */
public enum Confidence {
  /** There are few cases, or the experiments have few in common. */
  LOW,
  /** Some tens of cases. */
  MEDIUM,
  /** A hundred cases or more, and nearly all of them in both experiments. */
  HIGH;

  /** As it stands in the summary. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
