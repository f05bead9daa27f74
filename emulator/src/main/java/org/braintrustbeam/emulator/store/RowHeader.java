package org.braintrustbeam.emulator.store;

import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonSlices;
import org.braintrustbeam.emulator.json.RawObject;

/**
 * What tells spans of one kind from those of another: of the row {@code is_root}, and of {@code
 * span_attributes} the {@code type}.
 */
public final class RowHeader {
  public static final String IS_ROOT = "is_root";
  public static final String ATTRIBUTES = "span_attributes";
  public static final String TYPE = "type";

  private final byte[] isRoot;
  private final byte[] attributes;

  private RowHeader(byte[] isRoot, byte[] attributes) {
    this.isRoot = isRoot;
    this.attributes = attributes;
  }

  static RowHeader of(byte[] body) {
    HeaderScan row = HeaderScan.of(body);
    return new RowHeader(row.isRoot(), typeOnly(row.attributes()));
  }

  private static byte[] typeOnly(byte[] attributes) {
    byte[] type = Json.isObject(attributes) ? JsonSlices.object(attributes).get(TYPE) : null;
    return type == null ? Json.NULL : new RawObject().put(TYPE, type).toBytes();
  }

  /** The column as the row has it, but without any attribute other than the type. */
  public byte[] column(String name) {
    return switch (name) {
      case IS_ROOT -> isRoot;
      case ATTRIBUTES -> attributes;
      default -> throw new IllegalArgumentException("'" + name + "' is not in a header");
    };
  }

  /** The same for two headers if and only if their columns have the same bytes. */
  String spelling() {
    return Json.ascii(isRoot) + '\n' + Json.ascii(attributes);
  }
}
