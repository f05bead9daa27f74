package org.braintrustbeam.io.http;

import java.io.IOException;
import java.io.Serial;

/** An answer is longer than we are ready to hold; a smaller page may fit. */
public final class BodyTooLargeException extends IOException {
  @Serial private static final long serialVersionUID = 1L;

  /** With the limit in bytes. */
  public BodyTooLargeException(int limit) {
    super(
        "the answer is longer than "
            + (limit >> 10)
            + " KiB, the most that is held in this memory (JAVA_OPTS=-Xmx…)");
  }
}
