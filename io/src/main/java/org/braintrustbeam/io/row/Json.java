package org.braintrustbeam.io.row;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.OutputStream;

/** The one set-up of the JSON parser and printer: what is accepted, and how deep and long. */
public final class Json {
  /** A row of deeper nesting is refused: canonical form and slicing recurse. */
  public static final int MAX_DEPTH = 1_000;

  /** What may be around a row: an answer, a change, a line of a result. */
  private static final int MAX_DEPTH_AROUND = 16;

  /** Longest string in bytes: a row may be 20 MB (Braintrust's limits page), with room to spare. */
  private static final int MAX_STRING = 64 << 20;

  private static final JsonFactory FACTORY = factory(MAX_DEPTH + MAX_DEPTH_AROUND);
  private static final JsonFactory OF_ROWS = factory(MAX_DEPTH);

  private Json() {}

  private static JsonFactory factory(int maxDepth) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(maxDepth)
                .maxStringLength(MAX_STRING)
                .maxNumberLength(MAX_STRING)
                .maxNameLength(MAX_STRING)
                .build())
        .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
        // Objects keyed by ids would fill the table of interned names.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  /** A parser at the start of these UTF-8 bytes; its byte offsets are indexes into them. */
  public static JsonParser parser(byte[] json) throws IOException {
    return parser(FACTORY, json);
  }

  /** As {@link #parser}, of a row that has just come; it refuses more than {@link #MAX_DEPTH}. */
  static JsonParser rowParser(byte[] json) throws IOException {
    return parser(OF_ROWS, json);
  }

  /** The library takes some beginnings for UTF-16 or UTF-32, where bytes are in other places. */
  private static JsonParser parser(JsonFactory factory, byte[] json) throws IOException {
    for (int i = 0; i < Math.min(json.length, 4); i++) {
      if (json[i] == 0 || (i == 0 && (json[i] & 0xff) >= 0xe0)) {
        throw new JsonParseException(null, "a text that begins like this is no JSON in UTF-8");
      }
    }
    return factory.createParser(json);
  }

  /** A printer of compact UTF-8 that leaves {@code out} open when it is closed. */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY
        .createGenerator(out, JsonEncoding.UTF8)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
  }
}
