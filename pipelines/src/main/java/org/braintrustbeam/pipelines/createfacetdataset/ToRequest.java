package org.braintrustbeam.pipelines.createfacetdataset;

import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.braintrust.LiveCounts;
import org.braintrustbeam.io.model.ChatMessage;
import org.braintrustbeam.io.model.ChatRequest;
import org.braintrustbeam.transforms.facet.call.FacetCall;

/** What a model is asked to label a call. */
final class ToRequest extends SimpleFunction<FacetCall, KV<FacetCall, ChatRequest>> {
  private static final int MAX_TOKENS = 512;

  private final String model;

  ToRequest(String model) {
    this.model = model;
  }

  @Override
  public KV<FacetCall, ChatRequest> apply(FacetCall call) {
    LiveCounts.addCallWanted();
    return KV.of(
        call,
        ChatRequest.to(model)
            .messages(
                call.labelMessages().stream()
                    .map(message -> ChatMessage.of(message.role(), message.content()))
                    .toList())
            .maxCompletionTokens(MAX_TOKENS)
            .build());
  }
}
