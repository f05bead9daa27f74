package org.braintrustbeam.io.row;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a row in the one pass over it, wherever the row stands: alone or on a page.
 *
 * <p>Nothing is judged here; {@link RowVersion} says whether it makes a row.
 */
public final class RowHeader {
  private @Nullable String id;
  private @Nullable String xactId;
  private @Nullable String paginationKey;
  private boolean deleted;
  private int depth = 1;

  private RowHeader() {}

  /** Reads the object that the parser is at the start of, and leaves the parser at its end. */
  public static RowHeader read(JsonParser parser) throws IOException {
    RowHeader header = new RowHeader();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      header.member(name, parser.nextToken(), parser);
      header.skipChildren(parser);
    }
    return header;
  }

  private void member(String name, JsonToken value, JsonParser parser) throws IOException {
    switch (name) {
      case "id" -> id = value == JsonToken.VALUE_STRING ? parser.getText() : null;
      case "_xact_id" -> xactId = value.isScalarValue() ? parser.getText() : null;
      case "_object_delete" -> deleted = value == JsonToken.VALUE_TRUE;
      case "_pagination_key" -> {
        if (value == JsonToken.VALUE_STRING) {
          paginationKey = parser.getText();
        }
      }
      default -> {}
    }
  }

  /** As the parser's own, and takes note of the depth: around a row the parser allows more. */
  private void skipChildren(JsonParser parser) throws IOException {
    int open = parser.currentToken().isStructStart() ? 1 : 0;
    while (open > 0) {
      depth = Math.max(depth, open + 1);
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        open++;
      } else if (token.isStructEnd()) {
        open--;
      }
    }
  }

  /** The row's {@code id}; null if it is no text. */
  @Nullable String id() {
    return id;
  }

  /** Its {@code _xact_id} as it stands there; null if there is none. */
  @Nullable String xactId() {
    return xactId;
  }

  /** Whether it says that the row is gone. */
  boolean deleted() {
    return deleted;
  }

  /** Its {@code _pagination_key}; null if it is no text. */
  public @Nullable String paginationKey() {
    return paginationKey;
  }

  /** How deep it is, the row itself being 1. */
  int depth() {
    return depth;
  }
}
