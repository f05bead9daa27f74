package org.braintrustbeam.io.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * A chat to be completed; immutable.
 *
 * <p>The same settings make the same bytes, whatever their order: model, messages, suffix messages,
 * then the others by name. Two requests are the same, and paid once in a run, if their bodies and
 * their trials are.
 */
@DefaultCoder(ChatRequestCoder.class)
public final class ChatRequest {
  private final RawJson body;
  private final int trial;

  ChatRequest(RawJson body, int trial) {
    this.body = body;
    this.trial = trial;
  }

  /** A request that has no messages yet. */
  public static Builder to(String model) {
    return new Builder(model);
  }

  /** What is sent. */
  public RawJson body() {
    return body;
  }

  /** Which of several equal requests this is, each of them asked by itself; 0 for the first. */
  public int trial() {
    return trial;
  }

  /** The model that is asked. */
  public String model() {
    String model = body.field("model").text();
    return model == null ? "" : model;
  }

  /**
   * SHA-256, as hex digits, of the body and the trial: of all that the answer hangs on, but not of
   * the address, as a model is the same behind each.
   */
  public String digest() {
    MessageDigest sha;
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
    sha.update(("chat 1 " + trial + "\n").getBytes(UTF_8));
    return HexFormat.of().formatHex(sha.digest(body.bytes()));
  }

  /** About how many tokens it is, and at most how many its answers are. */
  public TokenUsage estimate() {
    return TokenEstimate.of(body);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ChatRequest that && trial == that.trial && body.equals(that.body);
  }

  @Override
  public int hashCode() {
    return Objects.hash(body, trial);
  }

  /** Without its contents, which are somebody's. */
  @Override
  public String toString() {
    return "ChatRequest[" + body.size() + " bytes, trial " + trial + "]";
  }

  /** Collects what a request is made of. */
  public static final class Builder {
    private final String model;
    private final SortedMap<String, RawJson> fields = new TreeMap<>();
    private List<ChatMessage> messages = List.of();
    private List<List<ChatMessage>> suffixes = List.of();
    private int trial;

    private Builder(String model) {
      this.model = model;
    }

    /** The chat so far. */
    public Builder messages(List<ChatMessage> all) {
      messages = List.copyOf(all);
      return this;
    }

    /** Braintrust's facet models answer once for each of these groups, put behind the messages. */
    public Builder suffixMessages(List<List<ChatMessage>> groups) {
      suffixes = List.copyOf(groups);
      return this;
    }

    /** The bound of an answer as current models of OpenAI take it, reasoning included. */
    public Builder maxCompletionTokens(int tokens) {
      return field("max_completion_tokens", RawJson.of(Integer.toString(tokens)));
    }

    /** The bound of an answer as other models take it. */
    public Builder maxTokens(int tokens) {
      return field("max_tokens", RawJson.of(Integer.toString(tokens)));
    }

    /** The form of the answer, e.g. <code>{"type":"json_object"}</code>. */
    public Builder responseFormat(RawJson format) {
      return field("response_format", format);
    }

    /**
     * Any other member of the body, e.g. {@code temperature}.
     *
     * @throws IllegalArgumentException if it has a method of its own, or would change what an
     *     answer is
     */
    public Builder field(String name, RawJson value) {
      if (List.of("model", "messages", "suffix_messages", "stream", "n").contains(name)) {
        throw new IllegalArgumentException("'" + name + "' cannot be set as a field");
      }
      fields.put(name, value);
      return this;
    }

    /** See {@link ChatRequest#trial}. */
    public Builder trial(int number) {
      if (number < 0) {
        throw new IllegalArgumentException("trial must be 0 or more, got " + number);
      }
      trial = number;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if it has no message
     */
    public ChatRequest build() {
      if (messages.isEmpty() && suffixes.isEmpty()) {
        throw new IllegalArgumentException("messages must hold one or more");
      }
      return new ChatRequest(ChatJson.of(this::write), trial);
    }

    private void write(JsonGenerator json) throws IOException {
      json.writeStartObject();
      json.writeStringField("model", model);
      json.writeFieldName("messages");
      write(json, messages);
      if (!suffixes.isEmpty()) {
        json.writeArrayFieldStart("suffix_messages");
        for (List<ChatMessage> group : suffixes) {
          write(json, group);
        }
        json.writeEndArray();
      }
      for (var field : fields.entrySet()) {
        json.writeFieldName(field.getKey());
        ChatJson.raw(json, field.getValue());
      }
      json.writeEndObject();
    }

    private static void write(JsonGenerator json, List<ChatMessage> group) throws IOException {
      json.writeStartArray();
      for (ChatMessage message : group) {
        json.writeStartObject();
        json.writeStringField("role", message.role());
        json.writeFieldName("content");
        ChatJson.raw(json, message.content());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }
}
