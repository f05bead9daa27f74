package org.braintrustbeam.emulator.json;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.jspecify.annotations.Nullable;

/** A JSON object whose members are kept as bytes, in their order. */
public final class RawObject {
  private final Map<String, byte[]> members;

  public RawObject() {
    this(new LinkedHashMap<>());
  }

  private RawObject(Map<String, byte[]> members) {
    this.members = members;
  }

  public static RawObject parse(byte[] json) {
    return new RawObject(JsonSlices.object(json));
  }

  /** Parses what a caller sent; deeper nesting than can be stored and audited is refused. */
  public static RawObject parseRequest(byte[] json) {
    return new RawObject(JsonSlices.requestObject(json));
  }

  public RawObject copy() {
    return new RawObject(new LinkedHashMap<>(members));
  }

  public Set<String> names() {
    return members.keySet();
  }

  public Set<Map.Entry<String, byte[]>> entries() {
    return members.entrySet();
  }

  /** The member, or JSON null where there is none: the API treats the two alike. */
  public byte[] get(String name) {
    return members.getOrDefault(name, Json.NULL);
  }

  public boolean isNull(String name) {
    return Json.isNull(get(name));
  }

  public boolean isTrue(String name) {
    return Json.isTrue(get(name));
  }

  /** The characters of a string member; null where it is absent or null. */
  public @Nullable String text(String name) {
    byte[] value = get(name);
    if (Json.isNull(value)) {
      return null;
    }
    if (!Json.isString(value)) {
      throw ApiError.badRequest(
          "'" + name + "' must be a string, got a value of type " + Json.kind(value));
    }
    return Json.text(value);
  }

  public String requiredText(String name) {
    String text = text(name);
    if (text == null || text.isEmpty()) {
      throw ApiError.badRequest("'" + name + "' is missing or empty");
    }
    return text;
  }

  public RawObject put(String name, byte[] json) {
    members.put(name, json);
    return this;
  }

  public RawObject remove(String name) {
    members.remove(name);
    return this;
  }

  public byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream(size());
    char separator = '{';
    for (Map.Entry<String, byte[]> member : members.entrySet()) {
      out.write(separator);
      out.writeBytes(Json.string(member.getKey()));
      out.write(':');
      out.writeBytes(member.getValue());
      separator = ',';
    }
    if (members.isEmpty()) {
      out.write('{');
    }
    out.write('}');
    return out.toByteArray();
  }

  private int size() {
    return members.entrySet().stream()
            .mapToInt(member -> member.getKey().length() + member.getValue().length + 4)
            .sum()
        + 2;
  }
}
