package org.braintrustbeam.io.row;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value as the UTF-8 bytes it came as; immutable.
 *
 * <p>Parts are cut out of the bytes, never printed anew, so numbers keep their digits and objects
 * their key order. Two spellings of the same value are not equal here; {@code InputKey} and {@code
 * CanonicalJson} in the transforms compare values.
 */
@DefaultCoder(RawJsonCoder.class)
public final class RawJson {
  /** The JSON value {@code null}. */
  public static final RawJson NULL = new RawJson("null".getBytes(UTF_8));

  /** The JSON value <code>{}</code>. */
  public static final RawJson EMPTY_OBJECT = new RawJson("{}".getBytes(UTF_8));

  private final byte[] bytes;

  private RawJson(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Wraps the UTF-8 bytes of one JSON value, which nobody may change afterwards. */
  public static RawJson wrap(byte[] bytes) {
    return new RawJson(bytes);
  }

  /** The value that this JSON text holds; the text is taken as it is, without a check. */
  public static RawJson of(String json) {
    return new RawJson(json.getBytes(UTF_8));
  }

  /** The bytes themselves, not a copy: nobody may change them. */
  public byte[] bytes() {
    return bytes;
  }

  /** Number of bytes. */
  public int size() {
    return bytes.length;
  }

  /** Whether this is the JSON value {@code null}. */
  public boolean isNull() {
    return firstByte() == 'n';
  }

  /** Whether this is an object. */
  public boolean isObject() {
    return firstByte() == '{';
  }

  /** Whether this is an array. */
  public boolean isArray() {
    return firstByte() == '[';
  }

  /** Whether this is an object without a member. */
  public boolean isEmptyObject() {
    if (!isObject()) {
      return false;
    }
    try (JsonParser parser = Json.parser(bytes)) {
      parser.nextToken();
      return parser.nextToken() == JsonToken.END_OBJECT;
    } catch (IOException e) {
      throw new MalformedJsonException(e);
    }
  }

  /** The text of a JSON string; null when this is anything else. */
  public @Nullable String text() {
    if (firstByte() != '"') {
      return null;
    }
    if (isPlainText()) {
      return new String(bytes, 1, bytes.length - 2, US_ASCII);
    }
    try (JsonParser parser = Json.parser(bytes)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new MalformedJsonException(e);
    }
  }

  /** Whether this is a string of ASCII without escapes: ids, times and names, that is. */
  private boolean isPlainText() {
    int last = bytes.length - 1;
    if (last < 1 || bytes[0] != '"' || bytes[last] != '"') {
      return false;
    }
    for (int i = 1; i < last; i++) {
      if (bytes[i] < ' ' || bytes[i] == '"' || bytes[i] == '\\') {
        return false;
      }
    }
    return true;
  }

  /**
   * The text of a string, or the digits of a number as they came: ids and versions occur as both.
   * Null when this is anything else.
   */
  public @Nullable String idText() {
    int first = firstByte();
    return first == '-' || (first >= '0' && first <= '9') ? toString().strip() : text();
  }

  /** The members of an object in their order, the last of equal names; empty if no object. */
  public Map<String, RawJson> fields() {
    Map<String, RawJson> fields = new LinkedHashMap<>();
    if (!isObject()) {
      return fields;
    }
    try (JsonParser parser = Json.parser(bytes)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        fields.put(name, slice(parser));
      }
      return fields;
    } catch (IOException e) {
      throw new MalformedJsonException(e);
    }
  }

  /** The member of that name, or {@link #NULL} if there is none or this is no object. */
  public RawJson field(String name) {
    RawJson found = NULL;
    if (!isObject()) {
      return found;
    }
    try (JsonParser parser = Json.parser(bytes)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(name);
        parser.nextToken();
        if (wanted) {
          found = slice(parser);
        } else {
          parser.skipChildren();
        }
      }
      return found;
    } catch (IOException e) {
      throw new MalformedJsonException(e);
    }
  }

  /** The items of an array in their order; empty if this is no array. */
  public List<RawJson> elements() {
    List<RawJson> elements = new ArrayList<>();
    if (!isArray()) {
      return elements;
    }
    try (JsonParser parser = Json.parser(bytes)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        elements.add(slice(parser));
      }
      return elements;
    } catch (IOException e) {
      throw new MalformedJsonException(e);
    }
  }

  /** Whether this is one JSON value in UTF-8, no deeper than {@link Json#MAX_DEPTH}. */
  public boolean isReadable() {
    try (JsonParser parser = Json.rowParser(bytes)) {
      boolean any = parser.nextToken() != null;
      parser.skipChildren();
      parser.finishToken();
      return any && parser.nextToken() == null;
    } catch (IOException e) {
      return false; // that is the answer
    }
  }

  /** Writes the bytes as they are. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  private RawJson slice(JsonParser parser) throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    int end = (int) parser.currentLocation().getByteOffset();
    return new RawJson(Arrays.copyOfRange(bytes, start, end));
  }

  private int firstByte() {
    for (byte b : bytes) {
      if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
        return b;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RawJson that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The JSON text, for tests and messages to the user who owns the data; never for a log. */
  @Override
  public String toString() {
    return new String(bytes, UTF_8);
  }
}
