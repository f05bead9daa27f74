package org.braintrustbeam.transforms.facet.text;

import java.io.Serializable;
import java.util.Locale;
import java.util.Set;

/** Decides whether a text says that there is nothing: the one place where that is decided. */
@FunctionalInterface
public interface NoneRule extends Serializable {
  /** The rule by which datasets are made. */
  NoneRule DATASET = NoneRule::isOneOfTheWords;

  /** Whether this text, which is the text of a value, says "none". */
  boolean isNone(String text);

  private static boolean isOneOfTheWords(String text) {
    String words = PythonText.collapse(text.toLowerCase(Locale.ROOT).replace('_', ' '), " ");
    return Words.NONE.contains(words);
  }

  /** Keeps the set out of the interface, where everything is public. */
  final class Words {
    private static final Set<String> NONE =
        Set.of("", "none", "no match", "null", "skipped", "n/a", "na", "not applicable");

    private Words() {}
  }
}
