package org.braintrustbeam.io.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.braintrustbeam.io.model.ChatAnswer.Choice;
import org.braintrustbeam.io.row.Json;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;

/** The body of an answer: an object of OpenAI's type {@code chat.completion}. */
final class ChatBody {
  private final RawJson body;

  private ChatBody(RawJson body) {
    this.body = body;
  }

  /**
   * Reads one, after a look at every byte of it.
   *
   * @throws MalformedJsonException if it is no such object
   */
  static ChatBody parse(byte[] bytes) {
    try (JsonParser parser = Json.parser(bytes)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new IOException("something after the object");
      }
    } catch (IOException e) {
      throw new MalformedJsonException(e);
    }
    ChatBody body = new ChatBody(RawJson.wrap(bytes));
    if (body.items().isEmpty()) {
      throw new MalformedJsonException(new IOException("no 'choices'"));
    }
    return body;
  }

  private List<RawJson> items() {
    return body.field("choices").elements();
  }

  /** What it says, in the order of {@code index} as they came; a text that is null is empty. */
  List<Choice> choices() {
    return items().stream()
        .map(item -> new Choice(content(item.field("message")), text(item.field("finish_reason"))))
        .toList();
  }

  /** A text, or the texts of its parts, or what the first function was called with. */
  private static String content(RawJson message) {
    RawJson content = message.field("content");
    StringBuilder all = new StringBuilder(text(content));
    for (RawJson part : content.elements()) {
      all.append(text(part.field("text")));
    }
    List<RawJson> calls = message.field("tool_calls").elements();
    return calls.isEmpty()
        ? all.toString()
        : text(calls.get(0).field("function").field("arguments"));
  }

  /** Whether the model says itself that it does not answer. */
  boolean isRefusal() {
    return items().stream()
        .anyMatch(item -> !text(item.field("message").field("refusal")).isBlank());
  }

  String model() {
    return text(body.field("model"));
  }

  TokenUsage usage() {
    RawJson usage = body.field("usage");
    return new TokenUsage(
        number(usage.field("prompt_tokens")), number(usage.field("completion_tokens")));
  }

  private static long number(RawJson value) {
    String digits = value.idText();
    return digits != null && digits.matches("\\d{1,18}") ? Long.parseLong(digits) : 0;
  }

  /** As it can be stored: half of a character that takes two is none. */
  private static String text(RawJson value) {
    String text = value.text();
    return text == null ? "" : new String(text.getBytes(UTF_8), UTF_8);
  }
}
