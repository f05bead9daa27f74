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
    return read(Json.text(query));
  }

  private static QueryText read(String text) {
    Tokens start = new Tokens(new Lexer(text, false));
    while (start.sign("|")) {
      // BTQL may begin with a pipe
    }
    if (start.peek().kind() == Token.Kind.WORD && start.peek(1).isSign(":")) {
      return new PipeParser(text).parse();
    }
    if (start.atWord("select") || start.atWord("with")) {
      return new SqlParser(text).parse();
    }
    throw ApiError.invalidQuery("it must start with SELECT, or with a clause such as 'select:'");
  }
}
