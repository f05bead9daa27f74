package org.braintrustbeam.transforms.facet.definition;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.braintrustbeam.transforms.facet.call.Message;
import org.braintrustbeam.transforms.facet.text.Sha256;

/**
 * How a model is asked for a facet.
 *
 * @param facetName the facet
 * @param messages the base messages, with a slot for the text
 * @param suffixMessages groups of messages that follow them
 * @param noMatchPattern what an answer that found nothing looks like
 */
public record FacetDefinition(
    String facetName,
    List<Message> messages,
    List<List<Message>> suffixMessages,
    Pattern noMatchPattern) {
  /** A leading none, no match, null, n/a, na or skipped. */
  public static final String DEFAULT_NO_MATCH =
      "(?i)^\\s*(?:none|no[_ ]?match|null|n/a|na|skipped)\\b";

  /** All contents of the suffix, joined by a blank line; empty without a suffix. */
  public String promptText() {
    return suffixMessages.stream()
        .flatMap(List::stream)
        .map(Message::content)
        .collect(Collectors.joining("\n\n"));
  }

  /** SHA-256 of the prompt text as hexadecimal digits; empty without one. */
  public String promptSha256() {
    String prompt = promptText();
    return prompt.isEmpty() ? "" : Sha256.hex(prompt);
  }
}
