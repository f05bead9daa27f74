package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How findings are called, in one place. */
final class FindingsWords {
  private FindingsWords() {}

  /** What the traces of a cohort have in common. */
  static String cohort(JsonNode cohort) {
    String name = cohort.path("name").asText();
    String value = cohort.path("value").asText();
    return switch (cohort.path("kind").asText()) {
      case "input_length" -> "input of " + value + " characters";
      case "metadata" -> name + " = " + value;
      case "facet" -> "facet " + name + " = " + value;
      case "topic" -> "topic " + name + " = " + value;
      default -> kind(cohort) + " " + value;
    };
  }

  /** The same beside its kind. */
  static String value(JsonNode cohort) {
    String name = cohort.path("name").asText();
    String value = cohort.path("value").asText();
    return name.isEmpty() ? value : name + " = " + value;
  }

  static String kind(JsonNode row) {
    return row.path("kind").asText().replace('_', ' ');
  }

  /** What a change is one of. */
  static String changed(JsonNode row) {
    return switch (row.path("kind").asText()) {
      case "traces" -> "Failing traces";
      case "spans" -> "Spans with an error";
      default -> "Failing values of " + row.path("name").asText();
    };
  }

  static String share(JsonNode rate) {
    return Numbers.share(EvalFigures.number(rate, "share"));
  }

  /** {@code 12 of 100}. */
  static String counts(JsonNode rate) {
    return Numbers.count(rate.path("failing").asLong())
        + " of "
        + Numbers.count(rate.path("count").asLong());
  }

  /** How many times as large; from nothing on there is no number. */
  static String times(@Nullable Double times) {
    return times == null ? "from none" : Numbers.measure(times) + " ×";
  }

  /** Queries by what they give; those of equal names are one. */
  static List<Fact> queries(JsonNode queries) {
    List<Fact> facts = new ArrayList<>();
    queries
        .properties()
        .forEach(
            one -> facts.add(Fact.of(one.getKey().replace('_', ' '), one.getValue().asText())));
    return facts;
  }
}
