package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How the figures of an evaluation are read and judged, in one place. */
final class EvalFigures {
  private static final double GOOD = 0.9;
  private static final double FAIR = 0.7;

  private EvalFigures() {}

  /** The scorers in the order of the summary. */
  static List<String> scoreNames(JsonNode summary) {
    List<String> names = new ArrayList<>();
    for (JsonNode score : summary.path("overall").path("scores")) {
      names.add(score.path("name").asText());
    }
    return names;
  }

  /** {@code binary_decision_match} as people write it. */
  static String title(String score) {
    String words = score.replace('_', ' ');
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** The score of that name in a group; a missing node if there is none. */
  static JsonNode score(JsonNode group, String name) {
    for (JsonNode score : group.path("scores")) {
      if (score.path("name").asText().equals(name)) {
        return score;
      }
    }
    return group.path("no such score");
  }

  static @Nullable Double number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() ? Double.valueOf(value.doubleValue()) : null;
  }

  /** The ends of an interval, e.g. of {@code f1_}; nothing if there is none. */
  static String interval(JsonNode node, String of) {
    return Numbers.interval("", number(node, of + "ci_low"), number(node, of + "ci_high"), "");
  }

  static Tone tone(@Nullable Double score) {
    if (score == null) {
      return Tone.QUIET;
    }
    return score >= GOOD ? Tone.GOOD : score >= FAIR ? Tone.FAIR : Tone.BAD;
  }

  static Tone errors(long errored) {
    return errored == 0 ? Tone.PLAIN : Tone.BAD;
  }
}
