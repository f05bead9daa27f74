package org.braintrustbeam.io.braintrust;

import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * The numbers in {@code _pagination_key}s: {@code p} and 20 digits, so the order of the texts is
 * that of the numbers. A number is {@code (unix_seconds << 32) | (counter << 16) | row}.
 */
final class Keys {
  /** How many numbers a second has. */
  static final BigInteger SECOND = BigInteger.ONE.shiftLeft(32);

  private static final int DIGITS = 20;
  private static final Pattern KEY = Pattern.compile("p\\d{20}");

  private Keys() {}

  static boolean isKey(String text) {
    return KEY.matcher(text).matches();
  }

  static BigInteger number(String key) {
    return new BigInteger(key.substring(1));
  }

  static String key(BigInteger number) {
    String digits = number.toString();
    return "p" + "0".repeat(Math.max(0, DIGITS - digits.length())) + digits;
  }

  /** How far apart two keys are. */
  static BigInteger width(String low, String high) {
    return number(high).subtract(number(low));
  }

  /** Such a part of a width. */
  static BigInteger share(BigInteger width, long part, long whole) {
    return width.multiply(BigInteger.valueOf(part)).divide(BigInteger.valueOf(whole));
  }
}
