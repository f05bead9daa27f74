package org.braintrustbeam.io.model;

import java.util.List;
import org.braintrustbeam.io.row.RawJson;

/** A guess at tokens without a model's tokenizer, which differs from model to model. */
final class TokenEstimate {
  /** English has about four characters a token; other scripts have fewer, and more bytes each. */
  private static final int BYTES_A_TOKEN = 4;

  /** What a message costs beside its text. */
  private static final int MESSAGE = 4;

  private TokenEstimate() {}

  static TokenUsage of(RawJson body) {
    List<RawJson> groups = body.field("suffix_messages").elements();
    long input = messages(body.field("messages"));
    for (RawJson group : groups) {
      input += messages(group);
    }
    long most = number(body.field("max_completion_tokens")) + number(body.field("max_tokens"));
    return new TokenUsage(input, most * Math.max(1, groups.size()));
  }

  private static long messages(RawJson messages) {
    long tokens = 0;
    for (RawJson message : messages.elements()) {
      long bytes = message.field("content").size() - 2L; // without the quotes
      tokens += MESSAGE + (Math.max(0, bytes) + BYTES_A_TOKEN - 1) / BYTES_A_TOKEN;
    }
    return tokens;
  }

  private static long number(RawJson value) {
    String digits = value.idText();
    return digits != null && digits.matches("\\d{1,9}") ? Long.parseLong(digits) : 0;
  }
}
