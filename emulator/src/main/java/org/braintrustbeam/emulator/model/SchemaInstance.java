package org.braintrustbeam.emulator.model;

import java.util.Map;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonSlices;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;

/** A value that a JSON schema allows: the first choice of an enum, and the label for any text. */
final class SchemaInstance {
  private final byte[] label;

  SchemaInstance(String label) {
    this.label = Json.string(label);
  }

  byte[] of(RawObject schema) {
    if (!schema.isNull("const")) {
      return schema.get("const");
    }
    if (!schema.isNull("enum")) {
      return RawArray.items(schema.get("enum")).stream().findFirst().orElse(Json.NULL);
    }
    byte[] type = schema.get("type");
    String name = Json.isString(type) ? Json.text(type) : "null";
    return switch (name) {
      case "object" -> object(schema);
      case "array" -> Json.utf8("[]");
      case "string" -> label;
      case "boolean" -> Json.FALSE;
      case "number", "integer" -> schema.isNull("minimum") ? Json.utf8("0") : schema.get("minimum");
      default -> Json.NULL;
    };
  }

  private byte[] object(RawObject schema) {
    RawObject instance = new RawObject();
    if (!schema.isNull("properties")) {
      for (Map.Entry<String, byte[]> property :
          JsonSlices.object(schema.get("properties")).entrySet()) {
        instance.put(property.getKey(), of(RawObject.parse(property.getValue())));
      }
    }
    return instance.toBytes();
  }
}
