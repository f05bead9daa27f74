package org.braintrustbeam.emulator.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The answer to a facet prompt, by words that occur in the data.
 *
 * <p>It is no understanding: it is enough for both kinds of answers to occur, a phrase and "nothing
 * found", and for a changed text to change the label.
 */
final class FacetLabel {
  static final String NO_MATCH = "no_match";

  private static final int PHRASE_WORDS = 10;
  private static final String MIND_ALL = "every line";
  private static final List<String> BAD =
      List.of(
          "cannot",
          "can't",
          "fail",
          "error",
          "wrong",
          "broken",
          "lost",
          "late",
          "delay",
          "refund",
          "complain",
          "unfortunately",
          "sorry",
          "angry",
          "not work");
  private static final List<String> GOOD =
      List.of("thank", "great", "perfect", "happy", "excellent", "love", "helpful");

  private FacetLabel() {}

  static String of(String prompt, String data) {
    String asked = prompt.toLowerCase(Locale.ROOT);
    if (data.isEmpty()) {
      return NO_MATCH;
    }
    if (asked.contains("sentiment") || has(asked, List.of("negative", "neutral", "positive"))) {
      return sentiment(data.toLowerCase(Locale.ROOT));
    }
    return asked.contains("issue") || asked.contains("problem") ? issue(data) : phrase(data);
  }

  /**
   * What a small model answers: it reads the first line alone, unless the prompt tells it to mind
   * all of them. So there is something to find out about it, and to make better.
   */
  static String ofSmallModel(String prompt, String data) {
    boolean minds = prompt.toLowerCase(Locale.ROOT).contains(MIND_ALL);
    return of(prompt, minds ? data : data.lines().findFirst().orElse(""));
  }

  private static boolean has(String text, List<String> words) {
    return words.stream().allMatch(text::contains);
  }

  private static String sentiment(String data) {
    boolean bad = BAD.stream().anyMatch(data::contains);
    boolean good = GOOD.stream().anyMatch(data::contains);
    if (bad && good) {
      return "Mixed";
    }
    return bad ? "Negative" : good ? "Positive" : "Neutral";
  }

  /** The first line with a word of trouble. */
  private static String issue(String data) {
    return data.lines()
        .filter(line -> BAD.stream().anyMatch(line.toLowerCase(Locale.ROOT)::contains))
        .map(FacetLabel::phrase)
        .findFirst()
        .orElse(NO_MATCH);
  }

  /** The beginning of a text, without the name of the one who speaks. */
  static String phrase(String text) {
    String words =
        Arrays.stream(
                text.strip().replaceFirst("^(?i)(user|assistant|system)\\s*:", "").split("\\s+"))
            .filter(word -> !word.isEmpty())
            .limit(PHRASE_WORDS)
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? NO_MATCH : words;
  }
}
