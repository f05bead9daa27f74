package org.braintrustbeam.transforms.facet.definition;

import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.braintrustbeam.transforms.facet.call.Message;
import org.braintrustbeam.transforms.facet.text.Sha256;

/**
 * One wording of a facet's prompt.
 *
 * @param prompt the wording
 * @param messages the base messages of the first call, with the placeholder for the text
 * @param order of the first call, as text; the lowest wording is the one that is used
 * @param calls how many calls had it
 */
@DefaultCoder(PromptVersionCoder.class)
public record PromptVersion(String prompt, List<Message> messages, String order, long calls) {
  /** Name of the value that a definition is filled in with. */
  public static final String PLACEHOLDER = "preprocessed_text";

  private static final String SLOT = "{{" + PLACEHOLDER + "}}";

  /** Copies the list. */
  public PromptVersion {
    messages = List.copyOf(messages);
  }

  /** Of one call. */
  static PromptVersion of(FacetCall call) {
    String text = call.preprocessedText();
    List<Message> messages =
        call.baseMessages(SLOT).stream()
            .map(message -> new Message(message.role(), templated(message.content(), text)))
            .toList();
    return new PromptVersion(call.prompt(), messages, call.order(), 1);
  }

  private static String templated(String content, String text) {
    return text.isEmpty() ? content : content.replace(text, SLOT);
  }

  /** Both counted, with what the earlier one says. */
  PromptVersion plus(PromptVersion other) {
    PromptVersion first = order.compareTo(other.order) <= 0 ? this : other;
    return new PromptVersion(prompt, first.messages, first.order, calls + other.calls);
  }

  /** SHA-256 of the wording as hexadecimal digits. */
  public String sha256() {
    return Sha256.hex(prompt);
  }
}
