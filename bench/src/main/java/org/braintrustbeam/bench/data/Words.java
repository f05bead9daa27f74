package org.braintrustbeam.bench.data;

import java.util.SplittableRandom;

/** Text of a given length, the same for the same seed, that packs about as well as prose. */
final class Words {
  private static final String[] SYLLABLES =
      "an be co du er fi ga hi in jo ka le mo ne or pu qui ra so te un va we xo yes zi".split(" ");
  private static final int VOCABULARY = 2_000;

  private Words() {}

  /** So many characters of ASCII; words with blanks between them, the last one cut off. */
  static String text(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(length + 16);
    while (text.length() < length) {
      append(text, random.nextInt(VOCABULARY));
    }
    text.setLength(length);
    return text.toString();
  }

  private static void append(StringBuilder text, int word) {
    int rest = word + SYLLABLES.length;
    while (rest > 0) {
      text.append(SYLLABLES[rest % SYLLABLES.length]);
      rest /= SYLLABLES.length;
    }
    text.append(' ');
  }
}
