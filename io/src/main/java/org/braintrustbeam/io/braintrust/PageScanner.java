package org.braintrustbeam.io.braintrust;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.braintrustbeam.io.row.Json;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowHeader;
import org.braintrustbeam.io.row.RowHeaderException;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.io.row.ShallowJson;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the rows out of an answer, in one pass over its bytes and without a tree.
 *
 * <p>Of an answer that came twice and could not be read as a whole, each row is read by itself, so
 * that one that is too deep or no JSON is a reject and the others are rows.
 */
final class PageScanner {
  /** The answer, its array, a row: what is in the fields of a row is its own affair. */
  private static final int ROW_DEPTH = 3;

  private final String step;
  private final String objectId;
  private final byte[] body;
  private final byte[] frame;
  private final List<RowVersion> rows = new ArrayList<>();
  private final List<Reject> rejects = new ArrayList<>();
  private @Nullable String lastKey;
  private @Nullable String cursor;
  private @Nullable String realtimeState;
  private boolean found;

  private PageScanner(String step, String objectId, HttpReply reply) {
    this.step = step;
    this.objectId = objectId;
    this.body = reply.body();
    this.frame = reply.isRepeated() ? ShallowJson.of(body, ROW_DEPTH) : body;
    this.cursor = reply.cursor();
  }

  /**
   * The rows of an answer; {@code step} names who asked, for the rejects.
   *
   * @throws MalformedJsonException if the body is not whole, or no page
   * @throws StaleAnswerException if it may lack the newest writes
   */
  static Page scan(String step, String objectId, HttpReply reply) {
    PageScanner scanner = new PageScanner(step, objectId, reply);
    try (JsonParser parser = Json.parser(scanner.frame)) {
      scanner.scanPage(parser);
    } catch (IOException e) {
      throw new MalformedJsonException(e);
    }
    StaleAnswerException.check(scanner.realtimeState);
    return new Page(scanner.rows, scanner.rejects, scanner.lastKey, scanner.cursor);
  }

  private void scanPage(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw new IOException("no object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "data", "events" -> scanRows(parser, value);
        case "cursor" -> readCursor(parser, value);
        case "realtime_state" -> readRealtimeState(parser, value);
        default -> parser.skipChildren();
      }
    }
    if (!found) {
      throw new IOException("neither 'data' nor 'events'");
    }
    if (parser.nextToken() != null) {
      throw new IOException("something after the object");
    }
  }

  private void readCursor(JsonParser parser, JsonToken value) throws IOException {
    if (value == JsonToken.VALUE_STRING && cursor == null) {
      String text = text(parser);
      cursor = text.isEmpty() ? null : text;
    }
    parser.skipChildren();
  }

  private void readRealtimeState(JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isType = parser.currentName().equals("type");
      JsonToken member = parser.nextToken();
      if (isType && member == JsonToken.VALUE_STRING) {
        realtimeState = parser.getText();
      }
      parser.skipChildren();
    }
  }

  private void scanRows(JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.START_ARRAY) {
      throw new IOException("the rows are no array");
    }
    found = true;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int start = (int) parser.currentTokenLocation().getByteOffset();
      boolean whole = frame == body && parser.currentToken() == JsonToken.START_OBJECT;
      RowHeader header = whole ? RowHeader.read(parser) : null;
      addKey(header == null ? skipRow(parser) : header.paginationKey());
      parser.finishToken();
      int end = (int) parser.currentLocation().getByteOffset();
      addRow(header, Arrays.copyOfRange(body, start, end));
    }
  }

  /** Moves to the end of a row that is to be read by itself. Returns its pagination key. */
  private @Nullable String skipRow(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return null;
    }
    String key = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean isKey = parser.currentName().equals("_pagination_key");
      JsonToken value = parser.nextToken();
      if (isKey && value == JsonToken.VALUE_STRING) {
        key = text(parser);
      }
      parser.skipChildren();
    }
    return key;
  }

  /** The string as the service sent it: in the frame some of its characters may be hidden. */
  private String text(JsonParser parser) throws IOException {
    if (frame == body) {
      return parser.getText();
    }
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.finishToken();
    int end = (int) parser.currentLocation().getByteOffset();
    try (JsonParser original = Json.parser(Arrays.copyOfRange(body, start, end))) {
      original.nextToken();
      return original.getText();
    }
  }

  private void addKey(@Nullable String key) {
    if (key != null && (lastKey == null || key.compareTo(lastKey) > 0)) {
      lastKey = key;
    }
  }

  private void addRow(@Nullable RowHeader header, byte[] row) {
    try {
      rows.add(
          header == null
              ? RowVersion.scan(objectId, row)
              : RowVersion.scanned(objectId, header, row));
    } catch (RowHeaderException | MalformedJsonException e) {
      String why = e.getMessage() == null ? "cannot be read" : e.getMessage();
      RowKey key = new RowKey(objectId, "");
      rejects.add(new Reject(step, Reject.Reason.MALFORMED, why, key, RawJson.wrap(row)));
    }
  }
}
