package org.braintrustbeam.transforms.facet.call;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.braintrustbeam.transforms.facet.text.PythonText;
import org.braintrustbeam.transforms.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What a facet is called.
 *
 * @param name not empty
 * @param fallback how it was found if it was not given; null if it was
 */
record FacetName(String name, @Nullable Fallback fallback) {
  private static final List<String> METADATA = List.of("facet_name", "facet", "sampled_facet_name");

  /** {@code extracting a "Task" facet}; the quotes may be single ones or missing. */
  private static final Pattern IN_PROMPT =
      Pattern.compile(
          "extracting an? [\"']?([^\"'\\n]+?)[\"']? facet",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final List<String> SENTIMENTS =
      List.of("negative", "neutral", "positive", "mixed");

  /**
   * The name of one facet of a span.
   *
   * @param place of the facet's prompt among those of the span, from 0
   * @param ofSeveral whether there are several
   */
  static FacetName of(
      ParsePlan plan, JsonValue.Obj metadata, String prompt, int place, boolean ofSeveral) {
    String given = plan.facetName() == null ? inMetadata(metadata) : plan.facetName();
    if (given != null) {
      return new FacetName(given, null);
    }
    Matcher found = IN_PROMPT.matcher(prompt);
    if (found.find()) {
      String name = PythonText.collapse(found.group(1).toLowerCase(Locale.ROOT), "-");
      return name.isEmpty()
          ? byPlace(place, ofSeveral)
          : new FacetName(name, Fallback.NAME_IN_PROMPT);
    }
    String guess = byWords(prompt.toLowerCase(Locale.ROOT));
    return guess == null ? byPlace(place, ofSeveral) : new FacetName(guess, Fallback.NAME_BY_WORDS);
  }

  private static @Nullable String inMetadata(JsonValue.Obj metadata) {
    for (String name : METADATA) {
      if (metadata.member(name) instanceof JsonValue.Str string) {
        String text = PythonText.strip(string.text());
        if (!text.isEmpty()) {
          return text;
        }
      }
    }
    return null;
  }

  private static @Nullable String byWords(String prompt) {
    if (prompt.contains("no response") && prompt.contains("leaked reasoning")) {
      return "issues";
    }
    if (SENTIMENTS.stream().allMatch(prompt::contains)) {
      return "sentiment";
    }
    boolean task = Stream.of("user wants to", "overall request or goal").anyMatch(prompt::contains);
    return task ? "task" : null;
  }

  private static FacetName byPlace(int place, boolean ofSeveral) {
    return new FacetName(ofSeveral ? "facet-" + (place + 1) : "facet", Fallback.NAME_BY_PLACE);
  }
}
