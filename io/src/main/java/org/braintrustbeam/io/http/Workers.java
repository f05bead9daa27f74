package org.braintrustbeam.io.http;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The processes that share a run's budget of requests.
 *
 * @param count how many processes run steps at most; each keeps to its share of the budget
 * @param folder where they report to the launcher, marked by it ({@code SharedFolder}), on a file
 *     system that Beam knows and all of them see; null where the launcher's own process runs the
 *     steps
 */
public record Workers(int count, @Nullable String folder) implements Serializable {
  /** No process but this one. */
  public static final Workers THIS_PROCESS = new Workers(1, null);

  public Workers {
    if (count < 1) {
      throw new IllegalArgumentException("count must be 1 or more, got " + count);
    }
  }

  /** Whether the steps run in other processes than the launcher's. */
  public boolean areElsewhere() {
    return count > 1 || folder != null;
  }
}
