package org.braintrustbeam.transforms.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.io.row.Json;
import org.braintrustbeam.io.row.RawJson;

/** What the service makes of a value that is merged into another one. */
public final class JsonMerge {
  private JsonMerge() {}

  /**
   * Objects are merged deeply, any other value replaces what is there ({@code _is_merge} of the
   * service's insert).
   */
  public static RawJson merge(RawJson current, RawJson change) {
    if (!current.isObject() || !change.isObject()) {
      return change;
    }
    Map<String, RawJson> merged = new LinkedHashMap<>(current.fields());
    change.fields().forEach((name, value) -> merged.merge(name, value, JsonMerge::merge));
    return object(merged);
  }

  /** The members of these names; an empty object if there are none. */
  public static RawJson restrict(RawJson object, Set<String> names) {
    Map<String, RawJson> members = object.fields();
    members.keySet().retainAll(names);
    return object(members);
  }

  /** A JSON string of this text. */
  public static RawJson string(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      json.writeString(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return RawJson.wrap(out.toByteArray());
  }

  /** An object of these members in their order. */
  public static RawJson object(Map<String, RawJson> members) {
    ObjectBytes object = new ObjectBytes();
    members.forEach(object::put);
    return object.toJson();
  }
}
