package org.braintrustbeam.emulator.query.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of LIKE: {@code %} stands for any text, {@code _} for one character, a backslash takes
 * their meaning from the two.
 *
 * <p>Matched in time proportional to text times pattern: a regular expression made of it would not
 * promise that.
 */
record LikePattern(List<Integer> parts, boolean ignoreCase) {
  private static final int ANY_TEXT = -1;
  private static final int ANY_ONE = -2;

  static LikePattern of(String like, boolean ignoreCase) {
    List<Integer> parts = new ArrayList<>();
    boolean escaped = false;
    for (int c : like.codePoints().toArray()) {
      if (c == '\\' && !escaped) {
        escaped = true;
        continue;
      }
      boolean wild = !escaped && (c == '%' || c == '_');
      parts.add(wild ? (c == '%' ? ANY_TEXT : ANY_ONE) : fold(c, ignoreCase));
      escaped = false;
    }
    return new LikePattern(List.copyOf(parts), ignoreCase);
  }

  private static int fold(int c, boolean ignoreCase) {
    return ignoreCase ? Character.toLowerCase(Character.toUpperCase(c)) : c;
  }

  /** Goes back to the last {@code %} on a mismatch, and lets it take one character more. */
  boolean matches(String text) {
    int[] chars = text.codePoints().map(c -> fold(c, ignoreCase)).toArray();
    int at = 0;
    int part = 0;
    int star = -1;
    int taken = 0;
    while (at < chars.length) {
      if (part < parts.size() && parts.get(part) == ANY_TEXT) {
        star = part++;
        taken = at;
      } else if (part < parts.size()
          && (parts.get(part) == ANY_ONE || parts.get(part) == chars[at])) {
        part++;
        at++;
      } else if (star >= 0) {
        part = star + 1;
        at = ++taken;
      } else {
        return false;
      }
    }
    while (part < parts.size() && parts.get(part) == ANY_TEXT) {
      part++;
    }
    return part == parts.size();
  }
}
