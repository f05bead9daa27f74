package org.braintrustbeam.transforms.json;

/** Whole numbers as decimal digits, in time that grows with their length and no faster. */
final class DecimalText {
  /** Digits that a {@code long} holds along with whatever is added to them. */
  private static final int TAIL = 18;

  private static final long TAIL_END = 1_000_000_000_000_000_000L;

  private DecimalText() {}

  /**
   * The sum.
   *
   * @param number digits, a sign before them and zeros at their start or not
   * @param addend of at most {@value #TAIL} digits
   * @return digits without zeros at their start, a minus before them if less than zero
   */
  static String plus(String number, long addend) {
    boolean negative = number.startsWith("-");
    boolean signed = negative || number.startsWith("+");
    String digits = stripLeadingZeros(number.substring(signed ? 1 : 0));
    if (digits.length() <= TAIL) {
      long small = digits.isEmpty() ? 0 : Long.parseLong(digits);
      return Long.toString((negative ? -small : small) + addend);
    }
    return (negative ? "-" : "") + plusToLong(digits, negative ? -addend : addend);
  }

  /** The number is the larger one, so the sign of the sum is its own. */
  private static String plusToLong(String digits, long addend) {
    int cut = digits.length() - TAIL;
    StringBuilder head = new StringBuilder(digits.length() + 1).append(digits, 0, cut);
    long tail = Long.parseLong(digits.substring(cut)) + addend;
    if (tail < 0) {
      step(head, '0', '9', -1);
      tail += TAIL_END;
    } else if (tail >= TAIL_END) {
      step(head, '9', '0', 1);
      tail -= TAIL_END;
    }
    String padded = Long.toString(tail + TAIL_END).substring(1);
    return stripLeadingZeros(head.append(padded).toString());
  }

  /** Adds one or takes one away; a digit that is {@code full} passes it on to the one before. */
  private static void step(StringBuilder digits, char full, char then, int by) {
    int i = digits.length() - 1;
    while (i >= 0 && digits.charAt(i) == full) {
      digits.setCharAt(i, then);
      i--;
    }
    if (i < 0) {
      digits.insert(0, '1');
    } else {
      digits.setCharAt(i, (char) (digits.charAt(i) + by));
    }
  }

  static String stripLeadingZeros(String digits) {
    int start = 0;
    while (start < digits.length() && digits.charAt(start) == '0') {
      start++;
    }
    return digits.substring(start);
  }
}
