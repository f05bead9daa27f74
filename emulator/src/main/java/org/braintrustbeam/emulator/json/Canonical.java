package org.braintrustbeam.emulator.json;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One spelling for all spellings of a JSON value, to group by. */
public final class Canonical {
  private Canonical() {}

  public static String text(byte[] json) {
    return switch (Json.kind(json)) {
      case "object" ->
          new TreeMap<>(JsonSlices.object(json))
              .entrySet().stream()
                  .map(Canonical::member)
                  .collect(Collectors.joining(",", "{", "}"));
      case "array" ->
          JsonSlices.array(json).stream()
              .map(Canonical::text)
              .collect(Collectors.joining(",", "[", "]"));
      case "string" -> Json.ascii(Json.string(Json.text(json)));
      case "number" -> Json.number(json).stripTrailingZeros().toString();
      default -> Json.ascii(json);
    };
  }

  private static String member(Map.Entry<String, byte[]> member) {
    return Json.ascii(Json.string(member.getKey())) + ':' + text(member.getValue());
  }
}
