package org.braintrustbeam.pipelines.report;

import org.jspecify.annotations.Nullable;

/** Text as a page can hold it. */
final class PageText {
  private static final char REPLACEMENT = '\ufffd';
  private static final int CONTROL_PICTURES = 0x2400;

  private PageText() {}

  /**
   * Halves of a pair, which no UTF-8 can hold, as U+FFFD; control characters as their pictures,
   * since a page drops or changes them; line breaks as one letter.
   */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        clean.append(c).append(text.charAt(++i));
      } else if (c == '\r') {
        i += i + 1 < text.length() && text.charAt(i + 1) == '\n' ? 1 : 0;
        clean.append('\n');
      } else {
        clean.append(shown(c));
      }
    }
    return clean.toString();
  }

  private static char shown(char c) {
    if (Character.isSurrogate(c) || c == '\ufffe' || c == '\uffff') {
      return REPLACEMENT;
    }
    if (c < ' ' && c != '\n' && c != '\t') {
      return (char) (CONTROL_PICTURES + c);
    }
    return c >= 0x7f && c < 0xa0 ? REPLACEMENT : c;
  }

  /** The beginning of a text, with a line that says how much is missing; pairs stay whole. */
  static String shorten(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end)
        + "\n… ("
        + Numbers.count(text.length() - end)
        + " more characters)";
  }

  /** An address that is safe to click, or null. */
  static @Nullable String link(@Nullable String href) {
    return href != null && (href.startsWith("https://") || href.startsWith("http://"))
        ? clean(href)
        : null;
  }
}
