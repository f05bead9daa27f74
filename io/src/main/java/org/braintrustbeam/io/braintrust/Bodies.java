package org.braintrustbeam.io.braintrust;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.braintrustbeam.io.row.Json;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;

/** JSON bodies, in and out. */
final class Bodies {
  /** Writes the members of an object. */
  interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  private Bodies() {}

  /** The object with these members. */
  static RawJson object(Members members) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return RawJson.wrap(out.toByteArray());
  }

  /**
   * The body of an answer to a query.
   *
   * @throws StaleAnswerException if it may lack the newest writes
   */
  static RawJson parseQuery(HttpReply reply) {
    RawJson body = parse(reply);
    if (!body.field("data").isArray()) {
      throw new MalformedJsonException(new IOException("no 'data'"));
    }
    StaleAnswerException.check(body.field("realtime_state").field("type").text());
    return body;
  }

  /** The object that a body holds, after a look at every byte of it. */
  static RawJson parse(HttpReply reply) {
    RawJson body = RawJson.wrap(reply.body());
    try (JsonParser parser = Json.parser(reply.body())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new IOException("something after the object");
      }
    } catch (IOException e) {
      throw new MalformedJsonException(e);
    }
    return body;
  }
}
