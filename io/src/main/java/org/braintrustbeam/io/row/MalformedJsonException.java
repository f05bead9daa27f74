package org.braintrustbeam.io.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.Serial;

/** The bytes of a value are no JSON, or deeper or longer than is accepted. */
public final class MalformedJsonException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /** The parser's complaint, without the source text it may quote. */
  public MalformedJsonException(IOException cause) {
    super(
        cause instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : cause.getMessage());
  }
}
