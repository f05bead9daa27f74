package org.braintrustbeam.pipelines.curate;

import java.util.List;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.braintrust.LiveCounts;
import org.braintrustbeam.io.model.ChatMessage;
import org.braintrustbeam.io.model.ChatRequest;
import org.braintrustbeam.transforms.curate.Case;

/** What a model is asked to label a case: the user's context, and the input; no output. */
final class ToLabelRequest extends SimpleFunction<Case, KV<Case, ChatRequest>> {
  private static final int MAX_TOKENS = 4_096;
  private static final String TASK =
      "You write the expected output of test cases. What follows describes a system. The next"
          + " message is one input of that system. Answer with the output that the system should"
          + " give for it, and with nothing else.\n\n";

  private final String model;
  private final String context;

  ToLabelRequest(String model, String context) {
    this.model = model;
    this.context = context;
  }

  @Override
  public KV<Case, ChatRequest> apply(Case value) {
    LiveCounts.addCallWanted();
    String text = value.input().text();
    return KV.of(
        value,
        ChatRequest.to(model)
            .messages(
                List.of(
                    ChatMessage.of("system", TASK + context),
                    ChatMessage.user(text == null ? value.input().toString() : text)))
            .maxCompletionTokens(MAX_TOKENS)
            .build());
  }
}
