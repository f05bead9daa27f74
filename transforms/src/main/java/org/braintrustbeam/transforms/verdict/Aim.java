package org.braintrustbeam.transforms.verdict;

import org.jspecify.annotations.Nullable;

/**
 * What the change was to bring about.
 *
 * @param goal in the words of whoever asked
 * @param score the one that is to rise; null for whichever does
 * @param minDelta by how much at least; null for any rise that chance does not explain
 * @param maxLoops how many experiments may need work before it is enough
 */
public record Aim(String goal, @Nullable String score, @Nullable Double minDelta, int maxLoops) {
  /** Checks the number. */
  public Aim {
    if (maxLoops < 1) {
      throw new IllegalArgumentException("maxLoops must be 1 or more, got " + maxLoops);
    }
  }
}
