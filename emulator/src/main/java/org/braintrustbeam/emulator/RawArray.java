package org.braintrustbeam.emulator;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Builds JSON arrays out of the bytes of their items. */
final class RawArray {
  private RawArray() {}

  static byte[] of(List<byte[]> items) {
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
  static byte[] append(byte[] array, List<byte[]> more) {
    if (more.isEmpty()) {
      return array;
    }
    List<byte[]> items = new ArrayList<>(items(array));
    items.addAll(more);
    return of(items);
  }

  static List<byte[]> items(byte[] array) {
    return Json.isNull(array) ? List.of() : JsonSlices.array(array);
  }
}
