package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The rows that failed, to be searched and read. */
final class EvalFailures {
  private EvalFailures() {}

  static Section of(JsonNode summary, FailedRows failed) {
    List<String> titles = EvalFigures.scoreNames(summary).stream().map(EvalFigures::title).toList();
    Records records =
        new Records(
            "failures",
            "Failed rows, those with errors first, then from the worst on",
            titles,
            "Expected",
            "Output",
            failed.worst());
    return new Section(
        "failed-rows",
        "Failed rows",
        "Rows with an error, or with a score below 1. The search looks into texts, expected answers,"
            + " outputs, errors and the judge’s reasons.",
        failed.count() == 0
            ? List.of(new Note("Every row was answered and got full scores.", Tone.GOOD))
            : List.of(howMany(failed), records));
  }

  private static Note howMany(FailedRows failed) {
    int shown = failed.worst().size();
    String all = Numbers.count(failed.count());
    return shown == failed.count()
        ? new Note(all + " rows failed.", Tone.PLAIN)
        : new Note(
            "%s rows failed; this page holds the worst %s. All of them are in the experiment, and in the command’s output."
                .formatted(all, Numbers.count(shown)),
            Tone.FAIR);
  }
}
