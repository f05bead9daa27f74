package org.braintrustbeam.transforms.facet.call;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.text.PythonJson;
import org.braintrustbeam.transforms.facet.text.Sha256;
import org.braintrustbeam.transforms.json.JsonValue;
import org.braintrustbeam.transforms.json.JsonValue.Str;

/** A chosen call as its line of {@code parsed_calls.jsonl}, newest first. */
public final class CallLine extends SimpleFunction<FacetCall, OrderedRow> {
  @Override
  public OrderedRow apply(FacetCall call) {
    Map<String, JsonValue> line = new TreeMap<>();
    line.put("source_id", new Str(call.source().id()));
    line.put("root_span_id", new Str(call.source().rootSpanId()));
    line.put("span_id", new Str(call.source().spanId()));
    line.put("source_created", JsonValue.textOrNil(call.source().created()));
    line.put("facet_name", new Str(call.facetName()));
    line.put("facet_prompt", new Str(call.prompt()));
    line.put("prompt_sha256", new Str(Sha256.hex(call.prompt())));
    line.put("preprocessed_text", new Str(call.preprocessedText()));
    line.put("base_messages", messages(call.messages()));
    line.put("production_output", JsonValue.textOrNil(call.productionOutput()));
    line.put("source_facet_value", JsonValue.textOrNil(call.facetValue()));
    line.put("weak_bucket", new Str(call.weakBucket().word()));
    line.put("fallbacks", fallbacks(call));
    return new OrderedRow(call.order(), RawJson.of(PythonJson.of(new JsonValue.Obj(line))));
  }

  private static JsonValue messages(List<Message> messages) {
    List<JsonValue> items =
        messages.stream()
            .<JsonValue>map(
                message ->
                    new JsonValue.Obj(
                        Map.of(
                            "role",
                            new Str(message.role()),
                            "content",
                            new Str(message.content()))))
            .toList();
    return new JsonValue.Arr(items);
  }

  private static JsonValue fallbacks(FacetCall call) {
    return new JsonValue.Arr(
        call.fallbacks().stream().<JsonValue>map(used -> new Str(used.word())).toList());
  }
}
