package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of an evaluation, and how it is shown. */
final class EvalRow {
  private static final double FULL = 1;
  private static final int NOTE_LETTERS = 2_000;
  private static final int GIST_LETTERS = 120;

  private final JsonNode row;
  private final boolean hasTrials;
  private final List<@Nullable Double> scores;

  EvalRow(JsonNode row, List<String> names, boolean hasTrials) {
    this.row = row;
    this.hasTrials = hasTrials;
    this.scores = names.stream().map(name -> EvalFigures.number(row.path("scores"), name)).toList();
  }

  String error() {
    return text(row.path("error"));
  }

  String judgeError() {
    return text(row.path("judge_error"));
  }

  boolean failed() {
    return !error().isEmpty()
        || !judgeError().isEmpty()
        || scores.stream().anyMatch(EvalRow::isBelow);
  }

  private static boolean isBelow(@Nullable Double score) {
    return score != null && score < FULL;
  }

  /** Over the scores there are; 0 if there is none. */
  double meanScore() {
    return scores.stream()
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .average()
        .orElse(0);
  }

  Records.Row shown() {
    return new Records.Row(
        row.path("facet_name").asText(),
        row.path("id").asText(),
        part(),
        gist(),
        scores,
        PageText.shorten(text(row.path("preprocessed_text")), FailedRows.LETTERS),
        PageText.shorten(text(row.path("expected")), FailedRows.LETTERS),
        PageText.shorten(text(row.path("output")), FailedRows.LETTERS),
        notes(),
        row.path("url").textValue());
  }

  private String part() {
    String split = text(row.path("split"));
    if (!hasTrials) {
      return split;
    }
    return (split.isEmpty() ? "" : split + ", ") + "trial " + row.path("trial").asInt();
  }

  /** In a line what went wrong, or what was answered. */
  private String gist() {
    String gist =
        !error().isEmpty()
            ? "Model call failed: " + error()
            : !judgeError().isEmpty()
                ? "Judge call failed: " + judgeError()
                : text(row.path("output"));
    String line = gist.strip().replaceAll("\\s+", " ");
    return line.length() <= GIST_LETTERS ? line : line.substring(0, GIST_LETTERS) + "…";
  }

  private List<Fact> notes() {
    List<Fact> notes = new ArrayList<>();
    note(notes, "Error", error());
    note(notes, "Judge error", judgeError());
    JsonNode judge = row.path("judge");
    String choice = text(judge.path("choice"));
    note(notes, "Judge", (choice + " " + text(judge.path("rationale"))).strip());
    note(notes, "Time", Numbers.seconds(EvalFigures.number(row, "duration_seconds")));
    note(notes, "Tokens", tokens());
    return notes;
  }

  private String tokens() {
    JsonNode prompt = row.path("prompt_tokens");
    JsonNode completion = row.path("completion_tokens");
    return prompt.isNumber() && completion.isNumber()
        ? Numbers.count(prompt.asLong()) + " in, " + Numbers.count(completion.asLong()) + " out"
        : "";
  }

  private static void note(List<Fact> notes, String name, String value) {
    if (!value.isEmpty() && !value.equals(Numbers.NONE)) {
      notes.add(Fact.of(name, PageText.shorten(value, NOTE_LETTERS)));
    }
  }

  /** A string as it is, nothing for null, and any other value as JSON. */
  private static String text(JsonNode value) {
    if (value.isNull() || value.isMissingNode()) {
      return "";
    }
    return value.isTextual() ? value.textValue() : value.toString();
  }
}
