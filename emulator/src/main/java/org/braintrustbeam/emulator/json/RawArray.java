package org.braintrustbeam.emulator.json;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Builds JSON arrays out of the bytes of their items. */
public final class RawArray {
  private RawArray() {}

  public static byte[] of(List<byte[]> items) {
    int size = items.stream().mapToInt(item -> item.length + 1).sum() + 2;
    ByteArrayOutputStream out = new ByteArrayOutputStream(size);
    out.write('[');
    for (int i = 0; i < items.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      out.writeBytes(items.get(i));
    }
    out.write(']');
    return out.toByteArray();
  }

  /** The array with one item more; JSON null counts as an empty one. */
  public static byte[] append(byte[] array, List<byte[]> more) {
    if (more.isEmpty()) {
      return array;
    }
    List<byte[]> items = new ArrayList<>(items(array));
    items.addAll(more);
    return of(items);
  }

  public static List<byte[]> items(byte[] array) {
    return Json.isNull(array) ? List.of() : JsonSlices.array(array);
  }
}
