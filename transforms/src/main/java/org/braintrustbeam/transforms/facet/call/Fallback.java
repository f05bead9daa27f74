package org.braintrustbeam.transforms.facet.call;

import java.util.Locale;

/** Where the parsing of a span had to look because the first place held nothing. */
public enum Fallback {
  /** The text was found behind the marker in a message. */
  TEXT_AFTER_MARKER,
  /** The text is the last message. */
  TEXT_OF_LAST_MESSAGE,
  /** The text is that of the whole {@code input}. */
  TEXT_OF_INPUT,
  /** There are no suffix messages; the prompt is a message. */
  PROMPT_OF_MESSAGE,
  /** The facet's name was found in the prompt. */
  NAME_IN_PROMPT,
  /** The facet's name was guessed by words of the prompt. */
  NAME_BY_WORDS,
  /** The facet has no name but its place. */
  NAME_BY_PLACE;

  /** Its name among the counts of a run. */
  public String countName() {
    return "fallback:" + word();
  }

  /** Its name in an artifact. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
