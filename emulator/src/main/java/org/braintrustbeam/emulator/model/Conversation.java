package org.braintrustbeam.emulator.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts that one answer is made from.
 *
 * @param messages the texts of the messages
 * @param suffix the texts of a group of suffix messages
 */
record Conversation(List<String> messages, List<String> suffix) {
  private static final Pattern DATA =
      Pattern.compile("Here is the data to analy[sz]e:(.*)", Pattern.DOTALL);

  boolean isEmpty() {
    return messages.isEmpty() && suffix.isEmpty();
  }

  Stream<String> texts() {
    return Stream.concat(messages.stream(), suffix.stream());
  }

  /** What is asked: the last text. */
  String prompt() {
    return texts().reduce("", (earlier, later) -> later);
  }

  /** What follows the marker of facet calls, in the first message that has it; null without one. */
  @Nullable String data() {
    return texts()
        .map(DATA::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1).strip())
        .findFirst()
        .orElse(null);
  }
}
