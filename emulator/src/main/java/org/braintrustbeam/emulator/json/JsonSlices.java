package org.braintrustbeam.emulator.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;

/** Cuts JSON objects and arrays into their members; the bytes of each member stay as they are. */
public final class JsonSlices {
  private JsonSlices() {}

  /** The members of an object in their order; a repeated name keeps its last value. */
  public static Map<String, byte[]> object(byte[] json) {
    return object(Json.FACTORY, json);
  }

  /** The same, with the bound on depth that requests have. */
  static Map<String, byte[]> requestObject(byte[] json) {
    return object(Json.REQUESTS, json);
  }

  private static Map<String, byte[]> object(JsonFactory factory, byte[] json) {
    return read(
        factory,
        json,
        JsonToken.START_OBJECT,
        parser -> {
          Map<String, byte[]> members = new LinkedHashMap<>();
          for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            members.put(name, slice(parser, json));
          }
          return members;
        });
  }

  public static List<byte[]> array(byte[] json) {
    return read(
        Json.FACTORY,
        json,
        JsonToken.START_ARRAY,
        parser -> {
          List<byte[]> items = new ArrayList<>();
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(slice(parser, json));
          }
          return items;
        });
  }

  /** Only the wanted members; it stops at the last of them, so ask for what comes early. */
  public static Map<String, byte[]> pick(byte[] json, Set<String> wanted) {
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      parser.nextToken();
      Map<String, byte[]> picked = new HashMap<>();
      while (picked.size() < wanted.size()) {
        String name = parser.nextFieldName();
        if (name == null) {
          break;
        }
        parser.nextToken();
        if (wanted.contains(name)) {
          picked.put(name, slice(parser, json));
        } else {
          parser.skipChildren();
        }
      }
      return picked;
    } catch (IOException e) {
      throw new IllegalStateException("a stored row is not readable", e);
    }
  }

  private static <T> T read(JsonFactory factory, byte[] json, JsonToken start, Members<T> members) {
    try (JsonParser parser = factory.createParser(json)) {
      if (parser.nextToken() != start) {
        throw ApiError.badRequest(
            "Expected a JSON " + (start == JsonToken.START_OBJECT ? "object" : "array"));
      }
      T result = members.of(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "More text after the end of the value");
      }
      return result;
    } catch (JsonProcessingException e) {
      throw ApiError.badRequest("Invalid JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw ApiError.badRequest("Invalid JSON: it is not UTF-8");
    }
  }

  private static byte[] slice(JsonParser parser, byte[] json) throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken(); // strings are read lazily: without it the end is not known yet
    return Arrays.copyOfRange(json, start, (int) parser.currentLocation().getByteOffset());
  }

  /** Reads what is inside of the outermost brackets. */
  private interface Members<T> {
    T of(JsonParser parser) throws IOException;
  }
}
