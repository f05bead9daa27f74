package org.braintrustbeam.transforms.facet.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a model thought aloud before it answered. */
public final class Reasoning {
  private static final Pattern TAG =
      Pattern.compile("<(/?)think>", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private Reasoning() {}

  /**
   * The answer alone, stripped: without {@code <think>…</think>} in any case, and of what is left
   * what follows the last bare {@code </think>}. A block that is never closed stays.
   */
  public static String remove(String text) {
    String bare = withoutBlocks(text);
    int start = 0;
    for (Matcher tag = TAG.matcher(bare); tag.find(); ) {
      start = isEnd(tag) ? tag.end() : start;
    }
    return PythonText.strip(bare.substring(start));
  }

  /** Tag by tag: a pattern for a block would look for the end of each of many unclosed ones. */
  private static String withoutBlocks(String text) {
    Matcher tag = TAG.matcher(text);
    StringBuilder kept = new StringBuilder();
    int from = 0; // what is before this is dealt with
    int opened = -1; // where the block began that the reading is in
    while (tag.find()) {
      if (opened < 0) {
        opened = isEnd(tag) ? -1 : tag.start();
      } else if (isEnd(tag)) {
        kept.append(text, from, opened);
        from = tag.end();
        opened = -1;
      }
    }
    return kept.append(text, from, text.length()).toString();
  }

  private static boolean isEnd(Matcher tag) {
    return !tag.group(1).isEmpty();
  }
}
