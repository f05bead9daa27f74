package org.braintrustbeam.io.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.braintrustbeam.io.model.ChatAnswer.Choice;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a line of a file: checksum of all that follows, digest, and the rest as JSON, apart
 * by a space each; the end of the line shows that it is whole.
 */
final class AnswerLine {
  private static final int CHECKSUM = 8;
  private static final int DIGEST = 64;
  private static final int JSON_AT = CHECKSUM + 1 + DIGEST + 1;

  private AnswerLine() {}

  /** With its end. */
  static byte[] of(ChatAnswer answer, String run) {
    RawJson json = ChatJson.of(out -> write(answer, run, out));
    byte[] line = new byte[JSON_AT + json.size() + 1];
    Arrays.fill(line, 0, JSON_AT, (byte) ' ');
    put(answer.digest(), line, CHECKSUM + 1);
    System.arraycopy(json.bytes(), 0, line, JSON_AT, json.size());
    line[line.length - 1] = '\n';
    put(checksum(line, line.length - 1), line, 0);
    return line;
  }

  private static void put(String text, byte[] line, int at) {
    byte[] bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, line, at, bytes.length);
  }

  private static String checksum(byte[] line, int end) {
    CRC32C crc = new CRC32C();
    crc.update(line, CHECKSUM, end - CHECKSUM);
    return HexFormat.of().toHexDigits(crc.getValue(), CHECKSUM);
  }

  private static void write(ChatAnswer answer, String run, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("run", run);
    out.writeNumberField("answered_at", answer.answeredAt());
    out.writeNumberField("millis", answer.millis());
    out.writeNumberField("attempts", answer.attempts());
    out.writeNumberField("input_tokens", answer.usage().input());
    out.writeNumberField("output_tokens", answer.usage().output());
    out.writeStringField("model", answer.model());
    out.writeArrayFieldStart("choices");
    for (Choice choice : answer.choices()) {
      out.writeStartObject();
      out.writeStringField("text", choice.text());
      out.writeStringField("finish_reason", choice.finishReason());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  /** The digest of a line without its end; null if the line is damaged. */
  static @Nullable String digest(byte[] line) {
    if (line.length < JSON_AT
        || !checksum(line, line.length).equals(new String(line, 0, CHECKSUM, US_ASCII))) {
      return null;
    }
    return new String(line, CHECKSUM + 1, DIGEST, US_ASCII);
  }

  /** Whether a line that is not damaged was written by this run. */
  static boolean isOf(String run, byte[] line) {
    return run.equals(json(line).field("run").text());
  }

  /** The answer of a line that is not damaged, as one that is paid for. */
  static ChatAnswer answer(byte[] line) {
    RawJson json = json(line);
    List<Choice> choices =
        json.field("choices").elements().stream()
            .map(choice -> new Choice(text(choice, "text"), text(choice, "finish_reason")))
            .toList();
    return new ChatAnswer(
        new String(line, CHECKSUM + 1, DIGEST, US_ASCII),
        choices,
        text(json, "model"),
        new TokenUsage(number(json, "input_tokens"), number(json, "output_tokens")),
        number(json, "answered_at"),
        number(json, "millis"),
        (int) number(json, "attempts"),
        true);
  }

  private static RawJson json(byte[] line) {
    return RawJson.wrap(Arrays.copyOfRange(line, JSON_AT, line.length));
  }

  private static String text(RawJson json, String name) {
    String text = json.field(name).text();
    if (text == null) {
      throw new MalformedJsonException(new IOException("an answer without '" + name + "'"));
    }
    return text;
  }

  private static long number(RawJson json, String name) {
    return Long.parseLong(json.field(name).toString());
  }
}
