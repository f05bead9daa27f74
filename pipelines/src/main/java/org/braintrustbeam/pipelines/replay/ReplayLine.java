package org.braintrustbeam.pipelines.replay;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.braintrustbeam.io.braintrust.RejectedChange;
import org.braintrustbeam.io.row.ChangeBasis;
import org.braintrustbeam.io.row.Json;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.pipelines.command.DeadLetters;
import org.jspecify.annotations.Nullable;

/**
 * A line of a dead-letter file.
 *
 * @param number counted from 1
 * @param reject what it says
 * @param change the change to write; null where the row was refused when it was read
 */
record ReplayLine(long number, Reject reject, @Nullable RowChange change) {

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException saying why, if it is none that a run of ours has written
   */
  static ReplayLine parse(long number, String text) {
    Reject reject = reject(fields(RawJson.of(text)));
    RowChange change = reject.basis() == null ? null : RejectedChange.of(reject);
    return new ReplayLine(number, reject, change);
  }

  private static Map<String, RawJson> fields(RawJson line) {
    try (JsonParser parser = Json.parser(line.bytes())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not a JSON object");
      }
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("more than one JSON object");
      }
      return line.fields();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  private static Reject reject(Map<String, RawJson> line) {
    RawJson row = line.get("row");
    if (row == null) {
      throw new IllegalArgumentException("'row' is missing");
    }
    return new Reject(
        text(line, "step"),
        reason(text(line, "reason")),
        text(line, "detail"),
        new RowKey(text(line, "object_id"), text(line, "row_id")),
        row,
        basis(line.getOrDefault(DeadLetters.BASIS, RawJson.NULL)));
  }

  private static String text(Map<String, RawJson> line, String name) {
    String text = line.getOrDefault(name, RawJson.NULL).text();
    if (text == null) {
      throw new IllegalArgumentException("'" + name + "' is missing, or no text");
    }
    return text;
  }

  private static Reject.Reason reason(String name) {
    try {
      return Reject.Reason.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("no such reason: " + name, e);
    }
  }

  private static @Nullable ChangeBasis basis(RawJson basis) {
    if (basis.isNull()) {
      return null;
    }
    Map<String, RawJson> fields = basis.fields();
    RowKey source = new RowKey(text(fields, "source_object_id"), text(fields, "source_row_id"));
    String xactId = text(fields, "xact_id");
    try {
      return new ChangeBasis(source, Long.parseUnsignedLong(xactId));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'xact_id' is no version: " + xactId, e);
    }
  }
}
