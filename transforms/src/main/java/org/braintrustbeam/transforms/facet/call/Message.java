package org.braintrustbeam.transforms.facet.call;

import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.json.ObjectBytes;

/**
 * A message of a chat.
 *
 * @param role who speaks
 * @param content the text, never empty in what was read from a span
 */
public record Message(String role, String content) {
  /** As <code>{"role": …, "content": …}</code>. */
  public RawJson toJson() {
    ObjectBytes message = new ObjectBytes();
    message.put("role", JsonMerge.string(role));
    message.put("content", JsonMerge.string(content));
    return message.toJson();
  }
}
