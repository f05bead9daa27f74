package org.braintrustbeam.transforms.eval.run;

import java.util.List;
import org.braintrustbeam.transforms.facet.call.Message;
import org.braintrustbeam.transforms.facet.definition.FacetDefinition;

/** A definition filled in with a text: what the model is asked. */
public final class Rendering {
  private static final String SLOT = "{{preprocessed_text}}";

  private Rendering() {}

  /** The messages; a slot that stands in the text itself is not filled. */
  public static List<Message> messages(FacetDefinition definition, String text) {
    return filled(definition.messages(), text);
  }

  /** The groups of messages behind them. */
  public static List<List<Message>> suffixes(FacetDefinition definition, String text) {
    return definition.suffixMessages().stream().map(group -> filled(group, text)).toList();
  }

  private static List<Message> filled(List<Message> messages, String text) {
    return messages.stream()
        .map(message -> new Message(message.role(), message.content().replace(SLOT, text)))
        .toList();
  }
}
