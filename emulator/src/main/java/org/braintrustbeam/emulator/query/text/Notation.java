package org.braintrustbeam.emulator.query.text;

import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;

/** Tells the three notations apart. */
public final class Notation {
  private Notation() {}

  /** Reads what a request has under {@code query}: a text or an object. */
  public static QueryText read(byte[] query) {
    if (Json.isObject(query)) {
      return new AstParser(query).parse();
    }
    if (!Json.isString(query)) {
      throw ApiError.badRequest("'query' must be a string or an object");
    }
    return TextParser.query(Json.text(query));
  }
}
