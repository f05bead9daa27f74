package org.braintrustbeam.emulator.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on a candidate's answer beside that of an expert, A to E by the usual rubric of
 * factuality, by the words that both have in common.
 *
 * @param choice the letter
 * @param reasons a sentence
 */
record FactsJudge(String choice, String reasons) {
  /** How such prompts mark their parts: by lines of signs with a heading, or by brackets. */
  private static final List<Pattern> EXPERT =
      List.of(
          Pattern.compile("=+ Expert answer =+\\n(.*?)\\n=+ End of", Pattern.DOTALL),
          Pattern.compile("\\[Expert\\]: ?(.*?)\\n\\*{4,}", Pattern.DOTALL));

  private static final List<Pattern> CANDIDATE =
      List.of(
          Pattern.compile("=+ Candidate answer =+\\n(.*?)\\n=+ End of", Pattern.DOTALL),
          Pattern.compile("\\[Submission\\]: ?(.*?)\\n\\*{4,}", Pattern.DOTALL));

  private static final Set<String> NOTHING = Set.of("", "none", "no match", "null", "n a");

  /** The verdict that a prompt asks for; null if it asks for none. */
  static @Nullable FactsJudge of(String prompt) {
    String expert = part(prompt, EXPERT);
    String candidate = part(prompt, CANDIDATE);
    return expert == null || candidate == null ? null : compare(words(expert), words(candidate));
  }

  private static @Nullable String part(String prompt, List<Pattern> forms) {
    return forms.stream()
        .map(form -> form.matcher(prompt))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst()
        .orElse(null);
  }

  private static String words(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }

  private static FactsJudge compare(String expert, String candidate) {
    boolean nothingExpected = NOTHING.contains(expert);
    if (expert.equals(candidate) || (nothingExpected && NOTHING.contains(candidate))) {
      return new FactsJudge("C", "Both say the same.");
    }
    if (nothingExpected || NOTHING.contains(candidate)) {
      return new FactsJudge("D", "One of them says that there is nothing.");
    }
    if (expert.contains(candidate)) {
      return new FactsJudge("A", "The candidate says a part of it.");
    }
    if (candidate.contains(expert)) {
      return new FactsJudge("B", "The candidate says all of it and more.");
    }
    return halfInCommon(expert, candidate)
        ? new FactsJudge("E", "They have most words in common.")
        : new FactsJudge("D", "They have few words in common.");
  }

  private static boolean halfInCommon(String expert, String candidate) {
    Set<String> common = new TreeSet<>(Arrays.asList(expert.split(" ")));
    int all = common.size();
    common.retainAll(Arrays.asList(candidate.split(" ")));
    return 2 * common.size() >= all;
  }
}
