package org.braintrustbeam.transforms.curate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonMerge;

/** Cases for tests. */
final class Cases {
  private static final List<String> WORDS = words();

  private Cases() {}

  /** The number decides which goes first. */
  static Case of(int number, String text) {
    return new Case(
        "id-" + number,
        "t" + number,
        String.format(Locale.ROOT, "%04d", number),
        JsonMerge.string(text),
        RawJson.NULL,
        ScoreBucket.FAILING,
        "0.2",
        null,
        null);
  }

  /** Texts that have words in common and nothing else, always the same ones. */
  static List<String> differentTexts(int count) {
    Random random = new Random(7);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(text(random, 5 + random.nextInt(30)));
    }
    return texts;
  }

  private static String text(Random random, int length) {
    List<String> text = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      text.add(WORDS.get(random.nextInt(WORDS.size())));
    }
    return String.join(" ", text);
  }

  private static List<String> words() {
    Random random = new Random(3);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      StringBuilder word = new StringBuilder();
      int letters = 2 + random.nextInt(8);
      for (int j = 0; j < letters; j++) {
        word.append((char) ('a' + random.nextInt(26)));
      }
      words.add(word.toString());
    }
    return words;
  }
}
