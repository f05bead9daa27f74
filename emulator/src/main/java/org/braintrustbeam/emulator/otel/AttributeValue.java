package org.braintrustbeam.emulator.otel;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.Base64;
import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonSlices;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;

/** Values of attributes as JSON. */
final class AttributeValue {
  private AttributeValue() {}

  /** The value as it is: a text stays a text. */
  static byte[] json(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> Json.string(value.getStringValue());
      case BOOL_VALUE -> Json.bool(value.getBoolValue());
      case INT_VALUE -> Json.utf8(Long.toString(value.getIntValue()));
      case DOUBLE_VALUE -> number(value.getDoubleValue());
      case ARRAY_VALUE ->
          RawArray.of(
              value.getArrayValue().getValuesList().stream().map(AttributeValue::json).toList());
      case KVLIST_VALUE -> object(value.getKvlistValue().getValuesList());
      case BYTES_VALUE ->
          Json.string(Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray()));
      default -> Json.NULL;
    };
  }

  /** The value that a text spells: the SDKs write JSON into texts. Any other text stays one. */
  static byte[] spelled(AnyValue value) {
    if (!value.hasStringValue()) {
      return json(value);
    }
    try {
      List<byte[]> values = JsonSlices.array(Json.utf8("[" + value.getStringValue() + "]"));
      return values.size() == 1 ? values.get(0) : json(value);
    } catch (ApiError noJson) {
      return json(value);
    }
  }

  private static byte[] number(double number) {
    return Double.isFinite(number)
        ? Json.utf8(Double.toString(number))
        : Json.string(Double.toString(number));
  }

  private static byte[] object(List<KeyValue> members) {
    RawObject object = new RawObject();
    members.forEach(member -> object.put(member.getKey(), json(member.getValue())));
    return object.toBytes();
  }
}
