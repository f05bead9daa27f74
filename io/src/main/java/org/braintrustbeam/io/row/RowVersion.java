package org.braintrustbeam.io.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.jspecify.annotations.Nullable;

/**
 * One version of a row: a parsed header and the row's JSON as the bytes that came.
 *
 * @param key which row
 * @param xactId its {@code _xact_id}, an unsigned 64-bit number
 * @param deleted whether this version says that the row is gone
 * @param json the row, an object
 */
@DefaultCoder(RowVersionCoder.class)
public record RowVersion(RowKey key, long xactId, boolean deleted, RawJson json) {
  /** This byte and those above are in no text (RFC 3629, 1). */
  private static final int FIRST_NON_UTF8 = 0xf5;

  /**
   * Scans the header of a row, once over its bytes and without keeping any of it.
   *
   * @throws RowHeaderException if the row has no {@code id}, or an {@code _xact_id} that is no
   *     unsigned 64-bit number
   * @throws MalformedJsonException if the bytes are no JSON object
   */
  public static RowVersion scan(String objectId, byte[] json) {
    requireUtf8(json);
    try (JsonParser parser = Json.rowParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new RowHeaderException("the row is no JSON object");
      }
      RowHeader header = RowHeader.read(parser);
      if (parser.nextToken() != null) {
        throw new RowHeaderException("there is something after the row");
      }
      return of(objectId, header, json);
    } catch (IOException e) {
      throw new MalformedJsonException(e);
    }
  }

  /**
   * As {@link #scan}, of a row that has been read as part of a page: its bytes are not parsed
   * again.
   */
  public static RowVersion scanned(String objectId, RowHeader header, byte[] json) {
    if (header.depth() > Json.MAX_DEPTH) {
      return scan(objectId, json); // which says why not
    }
    requireUtf8(json);
    return of(objectId, header, json);
  }

  private static RowVersion of(String objectId, RowHeader header, byte[] json) {
    String id = header.id();
    if (id == null) {
      throw new RowHeaderException("the row has no string 'id'");
    }
    if (!UTF_8.newEncoder().canEncode(id)) {
      throw new RowHeaderException(
          "the row's 'id' holds half a character, so it cannot be sent back");
    }
    return new RowVersion(
        new RowKey(objectId, id),
        parseXactId(id, header.xactId()),
        header.deleted(),
        RawJson.wrap(json));
  }

  /** The parser takes a name that begins with such bytes for one it has seen without them. */
  private static void requireUtf8(byte[] json) {
    int carries = 0; // without a branch, because this looks at every byte of every row
    for (byte b : json) {
      carries |= (b & 0xff) + 0x100 - FIRST_NON_UTF8;
    }
    if (carries > 0xff) {
      throw new RowHeaderException("the row is not UTF-8");
    }
  }

  private static long parseXactId(String rowId, @Nullable String text) {
    if (text == null) {
      throw new RowHeaderException("row '" + rowId + "' has no '_xact_id'");
    }
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new RowHeaderException("row '" + rowId + "' has the _xact_id '" + text + "'", e);
    }
  }
}
