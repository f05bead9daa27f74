package org.braintrustbeam.emulator.json;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Whether two JSON values are the same value: spaces, key order and spelling do not count. */
public final class JsonEquality {
  private JsonEquality() {}

  public static boolean same(byte[] left, byte[] right) {
    if (Arrays.equals(left, right)) {
      return true;
    }
    if (Json.isObject(left) && Json.isObject(right)) {
      return sameMembers(JsonSlices.object(left), JsonSlices.object(right));
    }
    if (Json.isArray(left) && Json.isArray(right)) {
      return sameItems(JsonSlices.array(left), JsonSlices.array(right));
    }
    if (Json.isNumber(left) && Json.isNumber(right)) {
      return Json.number(left).compareTo(Json.number(right)) == 0;
    }
    return Json.isString(left) && Json.isString(right) && Json.text(left).equals(Json.text(right));
  }

  private static boolean sameMembers(Map<String, byte[]> left, Map<String, byte[]> right) {
    return left.size() == right.size()
        && left.entrySet().stream()
            .allMatch(
                member -> {
                  byte[] other = right.get(member.getKey());
                  return other != null && same(member.getValue(), other);
                });
  }

  private static boolean sameItems(List<byte[]> left, List<byte[]> right) {
    if (left.size() != right.size()) {
      return false;
    }
    Iterator<byte[]> others = right.iterator();
    return left.stream().allMatch(item -> same(item, others.next()));
  }
}
