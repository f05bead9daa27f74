package org.braintrustbeam.emulator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Canonical;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.jspecify.annotations.Nullable;

/** A request for a chat completion, checked. */
public final class ChatRequest {
  private static final Set<String> FORMATS = Set.of("text", "json_object", "json_schema");

  private final RawObject body;
  private final List<Conversation> conversations;

  public ChatRequest(RawObject body) {
    this.body = body;
    body.requiredText("model");
    if (!body.isNull("n") && !Json.ascii(body.get("n")).equals("1")) {
      throw ApiError.badRequest("'n' other than 1 is not supported by the emulator");
    }
    List<String> messages = texts(body.get("messages"));
    List<byte[]> groups = RawArray.items(body.get("suffix_messages"));
    this.conversations =
        groups.isEmpty()
            ? List.of(new Conversation(messages, List.of()))
            : groups.stream().map(group -> new Conversation(messages, texts(group))).toList();
    if (conversations.get(0).isEmpty()) {
      throw ApiError.badRequest("'messages' is missing or empty");
    }
    format();
    maxTokens();
  }

  private static List<String> texts(byte[] messages) {
    List<String> texts = new ArrayList<>();
    for (byte[] message : RawArray.items(messages)) {
      RawObject parsed = RawObject.parse(message);
      parsed.requiredText("role");
      texts.add(text(parsed.get("content")));
    }
    return texts;
  }

  /** The content of a message: a text, or a list of parts of which those with text count. */
  private static String text(byte[] content) {
    if (Json.isString(content)) {
      return Json.text(content);
    }
    return RawArray.items(content).stream()
        .map(part -> RawObject.parse(part).text("text"))
        .filter(text -> text != null)
        .collect(Collectors.joining("\n"));
  }

  /** One for each group of {@code suffix_messages}, or the only one without any. */
  List<Conversation> conversations() {
    return conversations;
  }

  public String model() {
    return body.requiredText("model");
  }

  public boolean streams() {
    return body.isTrue("stream");
  }

  /** Whether the same request is meant to have the same answer, so that it may be cached. */
  public boolean repeatable() {
    byte[] temperature = body.get("temperature");
    return !body.isNull("seed")
        || (Json.isNumber(temperature) && Json.number(temperature).signum() == 0);
  }

  /** The bound on the answer in tokens; the largest number where there is none. */
  int maxTokens() {
    byte[] most = body.get(body.isNull("max_tokens") ? "max_completion_tokens" : "max_tokens");
    if (Json.isNull(most)) {
      return Integer.MAX_VALUE;
    }
    if (!Json.ascii(most).matches("[1-9]\\d{0,8}")) {
      throw ApiError.badRequest("The bound on tokens must be a whole number from 1 on");
    }
    return Integer.parseInt(Json.ascii(most));
  }

  /** One of text, json_object and json_schema. */
  String format() {
    if (body.isNull("response_format")) {
      return "text";
    }
    String type = RawObject.parse(body.get("response_format")).requiredText("type");
    if (!FORMATS.contains(type)) {
      throw ApiError.badRequest("'response_format' must be one of " + FORMATS + ", got " + type);
    }
    return type;
  }

  /** The schema that the answer is to have; an empty one if none is given. */
  RawObject schema() {
    byte[] format = RawObject.parse(body.get("response_format")).get("json_schema");
    byte[] schema = Json.isObject(format) ? RawObject.parse(format).get("schema") : Json.NULL;
    return Json.isObject(schema) ? RawObject.parse(schema) : new RawObject();
  }

  /** The function that must be called, an object of {@code tools}; null if none must. */
  @Nullable RawObject forcedFunction() {
    byte[] choice = body.get("tool_choice");
    if (!Json.isObject(choice)) {
      return null;
    }
    String name = RawObject.parse(RawObject.parse(choice).get("function")).requiredText("name");
    return RawArray.items(body.get("tools")).stream()
        .map(tool -> RawObject.parse(RawObject.parse(tool).get("function")))
        .filter(function -> name.equals(function.text("name")))
        .findFirst()
        .orElseThrow(() -> ApiError.badRequest("'tool_choice' names no function of 'tools'"));
  }

  /** Whether a small model is asked, one of those that facets are made with in production. */
  boolean isToSmallModel() {
    return model().startsWith("brain-facet");
  }

  /** The same text for all requests that have the same answer; streaming does not change it. */
  public String identity() {
    return Canonical.text(body.copy().remove("stream").remove("stream_options").toBytes());
  }
}
