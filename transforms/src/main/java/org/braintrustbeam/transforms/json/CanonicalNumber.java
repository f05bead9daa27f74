package org.braintrustbeam.transforms.json;

import java.math.BigInteger;

/**
 * One spelling for all JSON numbers of the same exact decimal value: digits without zeros at either
 * end, and a power of ten.
 *
 * <p>Not by {@code BigDecimal}: its exponent is an {@code int}, and JSON's has no bound.
 */
final class CanonicalNumber {
  private CanonicalNumber() {}

  static String of(String number) {
    boolean negative = number.startsWith("-");
    int e = indexOfExponent(number);
    String mantissa = number.substring(negative ? 1 : 0, e);
    int point = mantissa.indexOf('.');
    int decimals = point < 0 ? 0 : mantissa.length() - point - 1;
    String digits = stripLeadingZeros(mantissa.replace(".", ""));
    String significant = stripTrailingZeros(digits);
    if (significant.isEmpty()) {
      return "0";
    }
    BigInteger exponent =
        exponent(number, e)
            .add(BigInteger.valueOf((long) digits.length() - significant.length() - decimals));
    return (negative ? "-" : "") + significant + 'e' + exponent;
  }

  private static int indexOfExponent(String number) {
    int e = Math.max(number.indexOf('e'), number.indexOf('E'));
    return e < 0 ? number.length() : e;
  }

  private static BigInteger exponent(String number, int e) {
    return e == number.length() ? BigInteger.ZERO : new BigInteger(number.substring(e + 1));
  }

  private static String stripLeadingZeros(String digits) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }

  private static String stripTrailingZeros(String digits) {
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }
}
