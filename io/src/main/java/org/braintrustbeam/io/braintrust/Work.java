package org.braintrustbeam.io.braintrust;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of reading: one page at most, and what is left to do when it is there. */
interface Work {
  /** Does it. */
  Step run();

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
