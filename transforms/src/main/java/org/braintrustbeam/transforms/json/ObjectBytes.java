package org.braintrustbeam.transforms.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import org.braintrustbeam.io.row.RawJson;

/** Puts an object together of names and the bytes of values, in the order they are given. */
public final class ObjectBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

  /** Begins an object. */
  public ObjectBytes() {
    out.write('{');
  }

  /** Appends a member and returns where its value begins, in bytes of the object. */
  public int put(String name, RawJson value) {
    if (out.size() > 1) {
      out.write(',');
    }
    out.write('"');
    out.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(name));
    out.write('"');
    out.write(':');
    int start = out.size();
    // What is no UTF-8 in a string is replaced on the way; plain text is copied and no more.
    out.writeBytes(new String(value.bytes(), UTF_8).getBytes(UTF_8));
    return start;
  }

  /** Where the last value ended, in bytes of the object. */
  public int end() {
    return out.size();
  }

  /** The object; nothing can be appended after that. */
  public RawJson toJson() {
    out.write('}');
    return RawJson.wrap(out.toByteArray());
  }
}
