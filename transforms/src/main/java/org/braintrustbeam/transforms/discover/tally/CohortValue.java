package org.braintrustbeam.transforms.discover.tally;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.CanonicalJson;
import org.braintrustbeam.transforms.json.JsonMerge;

/**
 * The values that traces can have in common: texts, numbers and booleans, as JSON in one spelling.
 * Others, and long texts, have a digest for a value, so that they can be counted and no more.
 */
public final class CohortValue {
  /** Longer texts are prose. */
  static final int MAX_LENGTH = 200;

  private CohortValue() {}

  /** Of a JSON value; empty for null. */
  public static String of(RawJson value) {
    if (value.isNull()) {
      return "";
    }
    String text = value.text();
    if (text != null) {
      return text.length() > MAX_LENGTH ? digest(value) : ofText(text);
    }
    return value.isObject() || value.isArray() ? digest(value) : scalar(value.toString().strip());
  }

  /** Of a text. */
  public static String ofText(String text) {
    return JsonMerge.string(text).toString();
  }

  /** Whether it stands for itself, and can be asked for. */
  public static boolean isWhole(String value) {
    return !value.isEmpty() && value.charAt(0) != '#';
  }

  /** For people. */
  public static String shown(String value) {
    String text = RawJson.of(value).text();
    return text == null ? value : text;
  }

  private static String scalar(String json) {
    if (json.equals("true") || json.equals("false")) {
      return json;
    }
    BigDecimal number = Numbers.parse(json);
    return number == null
        ? digest(RawJson.of(json))
        : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static String digest(RawJson value) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return '#' + HexFormat.of().formatHex(sha256.digest(CanonicalJson.of(value)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
