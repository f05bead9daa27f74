package org.braintrustbeam.io.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What a caller asks of an answer, before it is kept for later runs. */
@FunctionalInterface
public interface AnswerCheck extends Serializable {
  /**
   * Looks at an answer.
   *
   * @return what it lacks, a sentence for a person without any text of it; null if nothing
   */
  @Nullable String problem(ChatAnswer answer);
}
