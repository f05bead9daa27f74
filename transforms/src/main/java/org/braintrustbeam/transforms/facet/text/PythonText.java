package org.braintrustbeam.transforms.facet.text;

/**
 * White space as Python's {@code str.strip()}, {@code str.split()} and {@code \s} understand it:
 * Unicode's, and the four information separators, which Java counts in neither of its two ways.
 */
public final class PythonText {
  /** The same characters, for the inside of a character class of a regular expression. */
  public static final String SPACES =
      "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

  private PythonText() {}

  /** Whether this is white space. */
  public static boolean isSpace(char c) {
    if (c <= ' ') {
      return c >= 0x1c || (c >= '\t' && c <= '\r');
    }
    return c >= 0x85
        && (c == 0x85
            || c == 0xa0
            || c == 0x1680
            || (c >= 0x2000 && c <= 0x200a)
            || c == 0x2028
            || c == 0x2029
            || c == 0x202f
            || c == 0x205f
            || c == 0x3000);
  }

  /** Without white space at either end. */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (end > start && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  /** The words, with this between them. */
  public static String collapse(String text, String between) {
    StringBuilder words = new StringBuilder(text.length());
    String stripped = strip(text);
    boolean inSpace = false;
    for (int i = 0; i < stripped.length(); i++) {
      char c = stripped.charAt(i);
      if (!isSpace(c)) {
        words.append(inSpace ? between : "").append(c);
      }
      inSpace = isSpace(c);
    }
    return words.toString();
  }
}
