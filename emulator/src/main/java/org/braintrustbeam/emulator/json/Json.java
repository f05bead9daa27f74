package org.braintrustbeam.emulator.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.braintrustbeam.emulator.api.ApiError;

/** JSON values as the bytes that came. The first byte tells the kind; text is decoded on demand. */
public final class Json {
  public static final byte[] NULL = utf8("null");
  public static final byte[] TRUE = utf8("true");
  public static final byte[] FALSE = utf8("false");
  public static final byte[] EMPTY_OBJECT = utf8("{}");

  /**
   * Always UTF-8, since places in the text are taken for places in the bytes. The request's size is
   * the bound on strings and numbers; depth stays bounded by Jackson.
   */
  static final JsonFactory FACTORY = factory(StreamReadConstraints.DEFAULT_MAX_DEPTH);

  /**
   * For requests. A value lies deeper in the row that keeps it than in the request, and deeper
   * still in that row's audit; half of what can be read back leaves room for both.
   */
  static final JsonFactory REQUESTS = factory(StreamReadConstraints.DEFAULT_MAX_DEPTH / 2);

  private Json() {}

  private static JsonFactory factory(int maxDepth) {
    return JsonFactory.builder()
        .disable(JsonFactory.Feature.CHARSET_DETECTION)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxStringLength(Integer.MAX_VALUE)
                .maxNumberLength(Integer.MAX_VALUE)
                .maxNestingDepth(maxDepth)
                .build())
        .build();
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static String ascii(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  public static byte[] string(String text) {
    byte[] inner = quote(text);
    byte[] quoted = new byte[inner.length + 2];
    quoted[0] = '"';
    System.arraycopy(inner, 0, quoted, 1, inner.length);
    quoted[quoted.length - 1] = '"';
    return quoted;
  }

  private static byte[] quote(String text) {
    try {
      return JsonStringEncoder.getInstance().quoteAsUTF8(text);
    } catch (IllegalArgumentException e) {
      throw ApiError.badRequest("A text has half of a surrogate pair in it");
    }
  }

  public static byte[] bool(boolean value) {
    return value ? TRUE : FALSE;
  }

  public static byte[] decimal(BigDecimal number) {
    return utf8(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
  }

  public static boolean isNull(byte[] json) {
    return json[0] == 'n';
  }

  public static boolean isTrue(byte[] json) {
    return json[0] == 't';
  }

  public static boolean isBoolean(byte[] json) {
    return json[0] == 't' || json[0] == 'f';
  }

  public static boolean isString(byte[] json) {
    return json[0] == '"';
  }

  public static boolean isObject(byte[] json) {
    return json[0] == '{';
  }

  public static boolean isArray(byte[] json) {
    return json[0] == '[';
  }

  public static boolean isNumber(byte[] json) {
    return json[0] == '-' || (json[0] >= '0' && json[0] <= '9');
  }

  public static String kind(byte[] json) {
    return switch (json[0]) {
      case 'n' -> "null";
      case 't', 'f' -> "boolean";
      case '"' -> "string";
      case '{' -> "object";
      case '[' -> "array";
      default -> "number";
    };
  }

  /** The characters of a JSON string. */
  public static String text(byte[] json) {
    for (byte b : json) {
      if (b == '\\') {
        return unescape(json);
      }
    }
    return new String(json, 1, json.length - 2, StandardCharsets.UTF_8);
  }

  private static String unescape(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      parser.nextToken();
      return parser.getText();
    } catch (IOException e) {
      throw new IllegalArgumentException("not a JSON string", e);
    }
  }

  /** The exact value of a JSON number; an exponent of more than nine digits or so is refused. */
  public static BigDecimal number(byte[] json) {
    try {
      return new BigDecimal(new String(json, StandardCharsets.ISO_8859_1));
    } catch (NumberFormatException e) {
      throw ApiError.badRequest("The number " + ascii(json) + " is too large or too small");
    }
  }
}
