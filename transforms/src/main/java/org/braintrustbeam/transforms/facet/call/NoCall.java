package org.braintrustbeam.transforms.facet.call;

import java.util.Locale;

/** Why a row of the source gave no facet call. */
public enum NoCall {
  /** The row has no {@code id} that is a text. */
  NO_ID,
  /** The row has no {@code root_span_id} that is a text. */
  NO_ROOT_SPAN_ID,
  /** There is no suffix, and no message that could be the prompt. */
  NO_MESSAGES,
  /** There is no suffix, and every message is the data itself. */
  NO_PROMPT;

  /** Its name among the counts of a run. */
  public String countName() {
    return "no_call:" + name().toLowerCase(Locale.ROOT);
  }
}
