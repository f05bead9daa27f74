package org.braintrustbeam.transforms.eval.score;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.braintrustbeam.transforms.facet.text.PythonText;
import org.braintrustbeam.transforms.facet.text.Reasoning;
import org.jspecify.annotations.Nullable;

/** The labels of the facet sentiment. */
public enum SentimentLabel {
  /** Dissatisfied. */
  NEGATIVE,
  /** Neither. */
  NEUTRAL,
  /** Satisfied. */
  POSITIVE,
  /** Both. */
  MIXED;

  /** The facet that has such labels. */
  public static final String FACET = "sentiment";

  private static final int FLAGS =
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

  /** What may stand before a label: a mark of a list, a word that announces it, quotes. */
  private static final Pattern NOISE =
      Pattern.compile(
          "[-*•]\\s+|\\d+\\s*[.)]\\s+|\\(\\d+\\)\\s+"
              + "|(?:label|classification|class|sentiment|category)\\s*[:-]\\s*"
              + "|[\"'`]+",
          FLAGS);

  private static final Pattern LABEL =
      Pattern.compile("(negative|neutral|positive|mixed)\\b", FLAGS);

  /** The label that a text begins with, in any case; null if it begins with none. */
  public static @Nullable SentimentLabel of(String text) {
    String rest = PythonText.strip(Reasoning.remove(text));
    Matcher noise = NOISE.matcher(rest);
    while (noise.lookingAt()) {
      rest = PythonText.strip(rest.substring(noise.end()));
      noise = NOISE.matcher(rest);
    }
    Matcher label = LABEL.matcher(rest);
    return label.lookingAt() ? valueOf(label.group(1).toUpperCase(Locale.ROOT)) : null;
  }
}
