package org.braintrustbeam.transforms.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.io.row.Json;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;

/**
 * One form for all spellings of the same JSON value.
 *
 * <p>Object members are sorted by name and the last of equal names counts; array items keep their
 * order; numbers are equal when their exact decimal values are; strings are compared by code
 * points, without Unicode normalisation, and lone surrogates stay apart.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  /** Whether both are the same value. */
  public static boolean same(RawJson left, RawJson right) {
    return left.equals(right) || Arrays.equals(of(left), of(right));
  }

  /** As {@link #same}, where {@code null}, an absent value and <code>{}</code> are one value. */
  public static boolean sameOrBothEmpty(RawJson left, RawJson right) {
    return left.equals(right) || (isEmpty(left) ? isEmpty(right) : same(left, right));
  }

  private static boolean isEmpty(RawJson value) {
    return value.isNull() || value.isEmptyObject();
  }

  /**
   * The canonical form; prefix-free, so forms can be put together without separators.
   *
   * @throws MalformedJsonException if the value is no JSON or deeper than {@link Json#MAX_DEPTH}
   */
  public static byte[] of(RawJson value) {
    try (JsonParser parser = Json.parser(value.bytes())) {
      if (parser.nextToken() == null) {
        throw new IOException("no value");
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream(value.size() + 16);
      write(parser, out);
      if (parser.nextToken() != null) {
        throw new IOException("more than one value");
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new MalformedJsonException(e);
    }
  }

  private static void write(JsonParser parser, ByteArrayOutputStream out) throws IOException {
    JsonToken token = parser.currentToken();
    switch (token) {
      case START_OBJECT -> writeObject(parser, out);
      case START_ARRAY -> writeArray(parser, out);
      case VALUE_STRING -> writeString(parser.getText(), out);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
          out.writeBytes((CanonicalNumber.of(parser.getText()) + ';').getBytes(US_ASCII));
      case VALUE_TRUE -> out.write('t');
      case VALUE_FALSE -> out.write('f');
      default -> out.write('n');
    }
  }

  private static void writeObject(JsonParser parser, ByteArrayOutputStream out) throws IOException {
    Map<String, byte[]> members = new TreeMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      ByteArrayOutputStream member = new ByteArrayOutputStream();
      write(parser, member);
      members.put(name, member.toByteArray());
    }
    out.write('{');
    members.forEach(
        (name, member) -> {
          writeString(name, out);
          out.writeBytes(member);
        });
    out.write('}');
  }

  private static void writeArray(JsonParser parser, ByteArrayOutputStream out) throws IOException {
    out.write('[');
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      write(parser, out);
    }
    out.write(']');
  }

  private static void writeString(String text, ByteArrayOutputStream out) {
    out.writeBytes(("\"" + text.length() + ':').getBytes(US_ASCII));
    out.writeBytes(units(text));
  }

  /** UTF-16 by hand: an encoder would replace a lone surrogate, and two strings become one. */
  private static byte[] units(String text) {
    byte[] units = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      units[2 * i] = (byte) (text.charAt(i) >> 8);
      units[2 * i + 1] = (byte) text.charAt(i);
    }
    return units;
  }
}
