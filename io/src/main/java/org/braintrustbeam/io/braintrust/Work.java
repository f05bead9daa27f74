package org.braintrustbeam.io.braintrust;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of reading: one page at most, and what is left to do when it is there. */
interface Work {
  /** Does it. */
  Step run();

  /** About how many rows it will bring, with all that follows from it; the most goes first. */
  default long rows() {
    return 0;
  }

  /** The same as pieces that can be done side by side, at most so many; itself if it has none. */
  default List<Work> cut(int pieces) {
    return List.of(this);
  }

  /** Work on which other work waits. */
  static Work first(Work work) {
    return new Work() {
      @Override
      public Step run() {
        return work.run();
      }

      @Override
      public long rows() {
        return Long.MAX_VALUE;
      }
    };
  }

  /**
   * What came of a piece of reading.
   *
   * @param page rows; null if there are none yet
   * @param next what is left, each piece independent of the others
   */
  record Step(@Nullable Page page, List<Work> next) {
    static Step end(Page page) {
      return new Step(page, List.of());
    }

    static Step then(Page page, Work next) {
      return new Step(page, List.of(next));
    }
  }
}
