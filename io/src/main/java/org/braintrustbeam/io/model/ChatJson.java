package org.braintrustbeam.io.model;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.braintrustbeam.io.row.Json;
import org.braintrustbeam.io.row.RawJson;

/** Prints JSON into memory. */
final class ChatJson {
  /** Writes one value. */
  interface Value {
    void write(JsonGenerator json) throws IOException;
  }

  private ChatJson() {}

  static RawJson of(Value value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      value.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return RawJson.wrap(out.toByteArray());
  }

  static RawJson string(String text) {
    return of(json -> json.writeString(text));
  }

  /** Writes a value as the bytes that it is. */
  static void raw(JsonGenerator json, RawJson value) throws IOException {
    json.writeRawValue(value.toString());
  }
}
