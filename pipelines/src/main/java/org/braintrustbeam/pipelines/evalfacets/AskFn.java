package org.braintrustbeam.pipelines.evalfacets;

import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.braintrustbeam.io.braintrust.LiveCounts;
import org.braintrustbeam.io.model.ChatMessage;
import org.braintrustbeam.io.model.ChatRequest;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.eval.run.EvalCase;
import org.braintrustbeam.transforms.eval.run.ModelOutcome;
import org.braintrustbeam.transforms.eval.run.Rendering;
import org.braintrustbeam.transforms.facet.call.Message;
import org.braintrustbeam.transforms.facet.definition.FacetDefinition;

/** Makes a request of each row and trial; of a row whose facet nobody has defined an error. */
final class AskFn extends DoFn<RowVersion, KV<EvalCase, ChatRequest>> {
  static final TupleTag<KV<EvalCase, ChatRequest>> ASKED = new TupleTag<>() {};
  static final TupleTag<KV<EvalCase, ModelOutcome>> UNKNOWN = new TupleTag<>() {};

  private final Definitions definitions;
  private final String model;
  private final int maxTokens;
  private final int trials;

  AskFn(Definitions definitions, String model, int maxTokens, int trials) {
    this.definitions = definitions;
    this.model = model;
    this.maxTokens = maxTokens;
    this.trials = trials;
  }

  @ProcessElement
  public void ask(@Element RowVersion row, MultiOutputReceiver out) {
    for (int trial = 0; trial < trials; trial++) {
      EvalCase evalCase = new EvalCase(row, trial);
      FacetDefinition definition = definitions.byName().get(evalCase.facetKey());
      if (definition == null) {
        out.get(UNKNOWN).output(KV.of(evalCase, ModelOutcome.failed(model, unknown(evalCase))));
      } else {
        LiveCounts.addCallWanted();
        out.get(ASKED).output(KV.of(evalCase, request(evalCase, definition)));
      }
    }
  }

  private String unknown(EvalCase evalCase) {
    return "no definition of facet '%s'; there are: %s"
        .formatted(evalCase.facetName(), String.join(", ", definitions.byName().keySet()));
  }

  private ChatRequest request(EvalCase evalCase, FacetDefinition definition) {
    String text = evalCase.text();
    return ChatRequest.to(model)
        .messages(chat(Rendering.messages(definition, text)))
        .suffixMessages(Rendering.suffixes(definition, text).stream().map(AskFn::chat).toList())
        .maxTokens(maxTokens)
        .trial(evalCase.trial())
        .build();
  }

  static List<ChatMessage> chat(List<Message> messages) {
    return messages.stream()
        .map(message -> ChatMessage.of(message.role(), message.content()))
        .toList();
  }
}
