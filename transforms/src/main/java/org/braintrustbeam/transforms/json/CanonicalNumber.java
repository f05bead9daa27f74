package org.braintrustbeam.transforms.json;

/**
 * One spelling for all JSON numbers of the same exact decimal value: digits without zeros at either
 * end, and a power of ten.
 *
 * <p>Not by {@code BigDecimal}: its exponent is an {@code int}, and JSON's has no bound. Nor by
 * {@code BigInteger}: it takes hours to read an exponent of millions of digits.
 */
final class CanonicalNumber {
  private CanonicalNumber() {}

  static String of(String number) {
    boolean negative = number.startsWith("-");
    int e = indexOfExponent(number);
    String mantissa = number.substring(negative ? 1 : 0, e);
    int point = mantissa.indexOf('.');
    int decimals = point < 0 ? 0 : mantissa.length() - point - 1;
    String digits = DecimalText.stripLeadingZeros(mantissa.replace(".", ""));
    String significant = stripTrailingZeros(digits);
    if (significant.isEmpty()) {
      return "0";
    }
    long moved = (long) digits.length() - significant.length() - decimals;
    String exponent = e == number.length() ? "0" : number.substring(e + 1);
    return (negative ? "-" : "") + significant + 'e' + DecimalText.plus(exponent, moved);
  }

  private static int indexOfExponent(String number) {
    int e = Math.max(number.indexOf('e'), number.indexOf('E'));
    return e < 0 ? number.length() : e;
  }

  private static String stripTrailingZeros(String digits) {
    int end = digits.length();
    while (end > 0 && digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
  }
}
