package org.braintrustbeam.emulator.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;

/** Answers chat requests by fixed rules: the same request always has the same answer. */
public final class StandInModel {
  /** The name it goes by in all answers. */
  public static final String NAME = "stand-in";

  /** About what the tokenizers of the time make of English. */
  private static final int CHARS_PER_TOKEN = 4;

  /** An object of type {@code chat.completion}, one choice for each conversation. */
  public RawObject answer(ChatRequest request, Instant now) {
    List<byte[]> choices = new ArrayList<>();
    int spent = 0;
    for (Conversation conversation : request.conversations()) {
      RawObject function = request.forcedFunction();
      if (function != null) {
        String arguments = arguments(function, conversation);
        spent += tokens(arguments);
        choices.add(call(choices.size(), function.requiredText("name"), arguments));
        continue;
      }
      String text = text(request, conversation);
      int most = request.maxTokens();
      boolean cut = tokens(text) > most;
      String answer = cut ? text.substring(0, most * CHARS_PER_TOKEN) : text;
      spent += tokens(answer);
      choices.add(choice(choices.size(), answer, cut ? "length" : "stop"));
    }
    int read =
        request.conversations().stream()
            .flatMap(Conversation::texts)
            .mapToInt(StandInModel::tokens)
            .sum();
    return new RawObject()
        .put("id", Json.string("chatcmpl-" + UUID.nameUUIDFromBytes(Json.utf8(request.identity()))))
        .put("object", Json.string("chat.completion"))
        .put("created", number(now.getEpochSecond()))
        .put("model", Json.string(NAME + " (asked for " + request.model() + ")"))
        .put("system_fingerprint", Json.string(NAME))
        .put("choices", RawArray.of(choices))
        .put("usage", usage(read, spent));
  }

  private static String text(ChatRequest request, Conversation conversation) {
    FactsJudge verdict = FactsJudge.of(conversation.prompt());
    String label =
        verdict == null
            ? label(request.isToSmallModel(), conversation)
            : verdict.reasons() + "\n" + verdict.choice();
    return switch (request.format()) {
      case "json_object" -> Json.ascii(new RawObject().put("label", Json.string(label)).toBytes());
      case "json_schema" -> Json.ascii(new SchemaInstance(label).of(request.schema()));
      default -> label;
    };
  }

  private static String label(boolean small, Conversation conversation) {
    String data = conversation.data();
    if (data == null) {
      return "Stand-in answer to: " + FacetLabel.phrase(conversation.prompt());
    }
    return small
        ? FacetLabel.ofSmallModel(conversation.prompt(), data)
        : FacetLabel.of(conversation.prompt(), data);
  }

  /** What a function is called with. */
  private static String arguments(RawObject function, Conversation conversation) {
    FactsJudge verdict = FactsJudge.of(conversation.prompt());
    RawObject arguments =
        verdict == null
            ? RawObject.parse(
                new SchemaInstance(label(false, conversation))
                    .of(RawObject.parse(function.get("parameters"))))
            : new RawObject()
                .put("reasons", Json.string(verdict.reasons()))
                .put("choice", Json.string(verdict.choice()));
    return new String(arguments.toBytes(), UTF_8);
  }

  private static byte[] call(int index, String function, String arguments) {
    RawObject called =
        new RawObject().put("name", Json.string(function)).put("arguments", Json.string(arguments));
    RawObject call =
        new RawObject()
            .put("id", Json.string("call-" + index))
            .put("type", Json.string("function"))
            .put("function", called.toBytes());
    RawObject message =
        new RawObject()
            .put("role", Json.string("assistant"))
            .put("content", Json.NULL)
            .put("tool_calls", RawArray.of(List.of(call.toBytes())));
    return new RawObject()
        .put("index", number(index))
        .put("message", message.toBytes())
        .put("logprobs", Json.NULL)
        .put("finish_reason", Json.string("stop"))
        .toBytes();
  }

  private static int tokens(String text) {
    return (text.length() + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
  }

  private static byte[] choice(int index, String text, String finished) {
    RawObject message =
        new RawObject().put("role", Json.string("assistant")).put("content", Json.string(text));
    return new RawObject()
        .put("index", number(index))
        .put("message", message.toBytes())
        .put("logprobs", Json.NULL)
        .put("finish_reason", Json.string(finished))
        .toBytes();
  }

  private static byte[] usage(int read, int spent) {
    return new RawObject()
        .put("prompt_tokens", number(read))
        .put("completion_tokens", number(spent))
        .put("total_tokens", number(read + spent))
        .toBytes();
  }

  private static byte[] number(long number) {
    return Json.utf8(Long.toString(number));
  }
}
