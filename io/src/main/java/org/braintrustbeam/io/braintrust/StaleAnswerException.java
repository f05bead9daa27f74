package org.braintrustbeam.io.braintrust;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An answer says that it may lack the newest writes; a later one will have them. */
final class StaleAnswerException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private StaleAnswerException(String state) {
    super(state);
  }

  /**
   * Refuses an answer by its {@code realtime_state.type}.
   *
   * <p>Only the types of the form {@code exhausted_…} are known to lack rows; planes without
   * real-time reads have others, or none.
   */
  static void check(@Nullable String state) {
    if (state != null && state.startsWith("exhausted")) {
      throw new StaleAnswerException(state);
    }
  }
}
