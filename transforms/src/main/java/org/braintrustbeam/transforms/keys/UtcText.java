package org.braintrustbeam.transforms.keys;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads {@code 2026-06-01T12:00:00.000Z}, as the service writes times, and no other spelling. */
final class UtcText {
  private static final String SHAPE = "####-##-##T##:##:##";
  private static final int NANO_DIGITS = 9;

  private UtcText() {}

  /**
   * The instant; null for any other spelling, and for days that not every month has: what those
   * mean is not decided here.
   */
  static @Nullable Instant instant(String text) {
    int end = text.length() - 1;
    if (end < SHAPE.length() || text.charAt(end) != 'Z' || !hasShape(text)) {
      return null;
    }
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int nanos = nanos(text, end);
    boolean usual = month >= 1 && month <= 12 && day >= 1 && day <= 28;
    if (!usual || hour > 23 || minute > 59 || second > 59 || nanos < 0) {
      return null;
    }
    long days = LocalDate.of(number(text, 0, 4), month, day).toEpochDay();
    return Instant.ofEpochSecond(((days * 24 + hour) * 60 + minute) * 60 + second, nanos);
  }

  private static boolean hasShape(String text) {
    for (int i = 0; i < SHAPE.length(); i++) {
      char wanted = SHAPE.charAt(i);
      char found = text.charAt(i);
      if (wanted == '#' ? !isDigit(found) : found != wanted) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int number(String digits, int start, int end) {
    return Integer.parseInt(digits, start, end, 10);
  }

  /** Of a point and one to nine digits, or of nothing; -1 if it is neither. */
  private static int nanos(String text, int end) {
    int start = SHAPE.length();
    if (end == start) {
      return 0;
    }
    int digits = end - start - 1;
    if (text.charAt(start) != '.' || digits < 1 || digits > NANO_DIGITS) {
      return -1;
    }
    int nanos = 0;
    for (int i = 0; i < NANO_DIGITS; i++) {
      char c = i < digits ? text.charAt(start + 1 + i) : '0';
      if (!isDigit(c)) {
        return -1;
      }
      nanos = nanos * 10 + c - '0';
    }
    return nanos;
  }
}
