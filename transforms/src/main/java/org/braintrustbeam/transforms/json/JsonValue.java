package org.braintrustbeam.transforms.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.row.Json;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value as a tree, for rules that look into it again and again; read in one pass.
 *
 * <p>Numbers are the digits that came. Half a surrogate pair in a text becomes U+FFFD, because it
 * can be neither hashed nor sent as UTF-8; of equal names in an object the last counts.
 */
public sealed interface JsonValue {
  /** The value {@code null}. */
  record Nil() implements JsonValue {
    /** Also what an absent member is. */
    public static final Nil NIL = new Nil();
  }

  /** A string. */
  record Str(String text) implements JsonValue {}

  /** A number, as its digits. */
  record Num(String digits) implements JsonValue {}

  /** True or false. */
  record Bool(boolean value) implements JsonValue {}

  /** An array. */
  record Arr(List<JsonValue> items) implements JsonValue {}

  /** An object. */
  record Obj(Map<String, JsonValue> members) implements JsonValue {
    /** An object without members. */
    public static final Obj EMPTY = new Obj(Map.of());
  }

  /** The member of that name, {@link Nil#NIL} if there is none or this is no object. */
  default JsonValue member(String name) {
    return this instanceof Obj object ? object.members().getOrDefault(name, Nil.NIL) : Nil.NIL;
  }

  /** A string, or null where there is none. */
  static JsonValue textOrNil(@Nullable String text) {
    return text == null ? Nil.NIL : new Str(text);
  }

  /**
   * Reads one value.
   *
   * @throws MalformedJsonException if it is no JSON, or deeper than {@link Json#MAX_DEPTH}
   */
  static JsonValue of(RawJson json) {
    try (JsonParser parser = Json.parser(json.bytes())) {
      if (parser.nextToken() == null) {
        throw new IOException("no value");
      }
      return read(parser);
    } catch (IOException e) {
      throw new MalformedJsonException(e);
    }
  }

  private static JsonValue read(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Str(wellFormed(parser.getText()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(parser.getText());
      case VALUE_TRUE -> new Bool(true);
      case VALUE_FALSE -> new Bool(false);
      default -> Nil.NIL;
    };
  }

  private static Obj object(JsonParser parser) throws IOException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = wellFormed(parser.currentName());
      parser.nextToken();
      members.put(name, read(parser));
    }
    return new Obj(members);
  }

  private static Arr array(JsonParser parser) throws IOException {
    List<JsonValue> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(read(parser));
    }
    return new Arr(items);
  }

  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return replaceHalves(text);
      }
    }
    return text;
  }

  private static String replaceHalves(String text) {
    int[] points = text.codePoints().map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c).toArray();
    return new String(points, 0, points.length);
  }
}
