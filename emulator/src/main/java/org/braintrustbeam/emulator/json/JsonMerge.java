package org.braintrustbeam.emulator.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a write with {@code _is_merge} does to the values of a row. */
public final class JsonMerge {
  private static final List<String> TAGS = List.of("tags");

  private final Set<List<String>> stops;

  /**
   * Merges objects deeply; any other value is replaced.
   *
   * @param stops paths below which nothing is merged: the value there is replaced whole
   */
  public JsonMerge(Set<List<String>> stops) {
    this.stops = stops;
  }

  /** The value of a top-level field after the merge. */
  public byte[] field(String name, byte[] old, byte[] update) {
    List<String> path = List.of(name);
    boolean union = path.equals(TAGS) && !stops.contains(TAGS);
    return union && Json.isArray(old) && Json.isArray(update)
        ? union(old, update)
        : deep(path, old, update);
  }

  private byte[] deep(List<String> path, byte[] old, byte[] update) {
    if (stops.contains(path) || !Json.isObject(old) || !Json.isObject(update)) {
      return update;
    }
    RawObject merged = RawObject.parse(old);
    for (Map.Entry<String, byte[]> member : JsonSlices.object(update).entrySet()) {
      String name = member.getKey();
      byte[] value = member.getValue();
      merged.put(
          name,
          merged.names().contains(name) ? deep(below(path, name), merged.get(name), value) : value);
    }
    return merged.toBytes();
  }

  private static List<String> below(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  private static byte[] union(byte[] old, byte[] update) {
    List<byte[]> union = new ArrayList<>(JsonSlices.array(old));
    for (byte[] item : JsonSlices.array(update)) {
      if (union.stream().noneMatch(present -> JsonEquality.same(present, item))) {
        union.add(item);
      }
    }
    return RawArray.of(union);
  }

  /** The array at the path without the items that are to go; anything else is left alone. */
  public static byte[] without(byte[] value, List<String> path, List<byte[]> gone) {
    if (path.isEmpty()) {
      return Json.isArray(value) ? RawArray.of(keep(value, gone)) : value;
    }
    if (!Json.isObject(value)) {
      return value;
    }
    RawObject object = RawObject.parse(value);
    String name = path.get(0);
    return object.names().contains(name)
        ? object.put(name, without(object.get(name), path.subList(1, path.size()), gone)).toBytes()
        : value;
  }

  private static List<byte[]> keep(byte[] array, List<byte[]> gone) {
    return JsonSlices.array(array).stream()
        .filter(item -> gone.stream().noneMatch(other -> JsonEquality.same(item, other)))
        .toList();
  }
}
