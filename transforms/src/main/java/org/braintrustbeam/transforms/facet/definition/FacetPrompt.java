package org.braintrustbeam.transforms.facet.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.call.Message;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.json.JsonValue;
import org.braintrustbeam.transforms.json.ObjectBytes;

/**
 * The prompts that a run saw for a facet.
 *
 * @param facetName the facet
 * @param versions at least one; the first is used
 */
public record FacetPrompt(String facetName, List<PromptVersion> versions) {
  /** Copies the list and checks that there is a prompt. */
  public FacetPrompt {
    versions = List.copyOf(versions);
    if (versions.isEmpty()) {
      throw new IllegalArgumentException("facet '" + facetName + "' has no prompt");
    }
  }

  /** The prompt that is used. */
  public PromptVersion first() {
    return versions.get(0);
  }

  /** Whether there are several wordings, so that somebody should look. */
  public boolean isAmbiguous() {
    return versions.size() > 1;
  }

  OrderedRow line() {
    Map<String, RawJson> line = new LinkedHashMap<>();
    line.put("facet_name", JsonMerge.string(facetName));
    line.put("versions", array(versions.stream().map(FacetPrompt::json).toList()));
    return new OrderedRow(facetName, JsonMerge.object(line));
  }

  private static RawJson json(PromptVersion version) {
    ObjectBytes json = new ObjectBytes();
    json.put("prompt", JsonMerge.string(version.prompt()));
    json.put("messages", array(version.messages().stream().map(Message::toJson).toList()));
    json.put("order", JsonMerge.string(version.order()));
    json.put("calls", RawJson.of(Long.toString(version.calls())));
    return json.toJson();
  }

  private static RawJson array(List<RawJson> items) {
    return RawJson.of('[' + String.join(",", items.stream().map(RawJson::toString).toList()) + ']');
  }

  /** Reads a line that {@link CollectPrompts#lines} made. */
  public static FacetPrompt ofLine(RawJson line) {
    return new FacetPrompt(
        text(JsonValue.of(line), "facet_name"),
        items(JsonValue.of(line), "versions").stream().map(FacetPrompt::version).toList());
  }

  private static PromptVersion version(JsonValue json) {
    List<Message> messages =
        items(json, "messages").stream()
            .map(message -> new Message(text(message, "role"), text(message, "content")))
            .toList();
    return new PromptVersion(
        text(json, "prompt"),
        messages,
        text(json, "order"),
        json.member("calls") instanceof JsonValue.Num calls ? Long.parseLong(calls.digits()) : 0);
  }

  private static String text(JsonValue json, String name) {
    return json.member(name) instanceof JsonValue.Str string ? string.text() : "";
  }

  private static List<JsonValue> items(JsonValue json, String name) {
    return json.member(name) instanceof JsonValue.Arr array ? array.items() : List.of();
  }
}
