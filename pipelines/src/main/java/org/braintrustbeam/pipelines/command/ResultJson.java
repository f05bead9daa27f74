package org.braintrustbeam.pipelines.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import org.braintrustbeam.io.files.IndentedJson;
import org.braintrustbeam.io.row.Json;
import org.braintrustbeam.io.row.RawJson;

/** Prints a result as JSON, indented by two, values as the bytes they came as. */
public final class ResultJson {
  private ResultJson() {}

  /** Writes the object's members. */
  public interface Body {
    /** Writes them. */
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** One object, with a line break behind it. */
  public static void writeObject(OutputStream out, Body body) throws IOException {
    try (JsonGenerator json = Json.generator(IndentedJson.byTwo(out))) {
      json.writeStartObject();
      body.writeTo(json);
      json.writeEndObject();
    }
    out.write('\n');
  }

  /** A value as it is. */
  public static void writeRaw(JsonGenerator json, RawJson value) throws IOException {
    json.writeRawValue(new String(value.bytes(), UTF_8));
  }
}
