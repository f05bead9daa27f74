package org.braintrustbeam.io.model;

import java.util.List;
import org.braintrustbeam.io.model.ChatAnswer.Choice;
import org.braintrustbeam.io.model.ChatFailure.Reason;

/** What an attempt came to. */
sealed interface Word {
  /** An answer. */
  record Answered(List<Choice> choices, String model, TokenUsage usage) implements Word {}

  /** A failure that another attempt would not mend. */
  record Failed(Reason reason, String detail) implements Word {}

  /**
   * A failure that may pass.
   *
   * @param kind what it counts against
   * @param waitMillis before the next attempt
   */
  record Again(Kind kind, Reason reason, String detail, long waitMillis) implements Word {}

  /** A failure that all other requests would meet too. */
  record EndsRun(String detail) implements Word {}

  /** How many failures of a kind one request bears. */
  enum Kind {
    /** As many as there are retries. */
    FAULT,
    /** Not counted while others are served. */
    RATE,
    /** For some minutes, unless the run has ended by then. */
    KEY,
    /** It was paid for, so few. */
    PAID
  }
}
