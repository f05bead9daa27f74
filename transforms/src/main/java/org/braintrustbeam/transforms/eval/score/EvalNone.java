package org.braintrustbeam.transforms.eval.score;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.braintrustbeam.transforms.facet.text.NoneRule;
import org.braintrustbeam.transforms.facet.text.PythonText;
import org.braintrustbeam.transforms.facet.text.Reasoning;

/** By which rule an eval decides whether a text says that there is nothing. */
public enum EvalNone {
  /**
   * That of the eval scripts, which is not that of their datasets: the same word can be negative
   * there and positive here, or the other way round.
   */
  LEGACY {
    @Override
    public boolean isNone(String text, Pattern noMatch) {
      return isLegacyNone(text);
    }
  },

  /** One rule for both: what either side, or the definition's own pattern, takes for nothing. */
  UNIFIED {
    @Override
    public boolean isNone(String text, Pattern noMatch) {
      String answer = Reasoning.remove(text);
      return noMatch.matcher(answer).find()
          || NoneRule.DATASET.isNone(answer)
          || isLegacyNone(answer);
    }
  };

  private static final Set<String> WORDS =
      Set.of("", "none", "no match", "skipped", "null", "na", "n/a");

  private static final Pattern BEGINNING =
      Pattern.compile(
          "(?:none|no[_ ]match|skipped)\\b",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

  /**
   * Whether the text says "none".
   *
   * @param noMatch the definition's pattern of such an answer
   */
  public abstract boolean isNone(String text, Pattern noMatch);

  /** Whether it hangs on the rule. */
  public static boolean disagree(String text, Pattern noMatch) {
    return LEGACY.isNone(text, noMatch) != UNIFIED.isNone(text, noMatch);
  }

  /** The name of a flag's value. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The beginning counts only where nothing, not even reasoning, is before it. */
  private static boolean isLegacyNone(String text) {
    String words =
        Reasoning.remove(text).toLowerCase(Locale.ROOT).replace('-', ' ').replace('_', ' ');
    return WORDS.contains(PythonText.collapse(words, " "))
        || BEGINNING.matcher(PythonText.strip(text)).lookingAt();
  }
}
