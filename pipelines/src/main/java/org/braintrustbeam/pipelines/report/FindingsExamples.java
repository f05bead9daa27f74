package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The newest traces of what was found, to be searched and read. */
final class FindingsExamples {
  private static final Records.Titles TITLES =
      new Records.Titles("Found as", "Trace", "Created", "What is wrong", "Input");

  private FindingsExamples() {}

  static Section of(JsonNode findings) {
    List<Records.Row> rows = new ArrayList<>();
    for (JsonNode cohort : findings.at("/cohorts/failing")) {
      add(FindingsWords.cohort(cohort), FindingsCohorts.sentence(cohort), cohort, rows);
    }
    for (JsonNode gap : findings.path("measurement_gaps")) {
      add(
          gap.path("name").asText().replace('_', ' '),
          "Traces that " + gap.path("meaning").asText(),
          gap,
          rows);
    }
    return new Section(
        "examples",
        "Examples",
        "The newest traces of each failing cohort and of each measurement gap. The search looks into"
            + " inputs, outputs and errors of their roots.",
        List.of(
            rows.isEmpty()
                ? new Note("There is nothing to show an example of.", Tone.PLAIN)
                : new Records(
                    "example-rows", "Newest traces", TITLES, List.of(), "Output", "Error", rows)));
  }

  private static void add(String group, String why, JsonNode found, List<Records.Row> rows) {
    for (JsonNode example : found.path("examples")) {
      String error = example.path("error").asText("");
      rows.add(
          new Records.Row(
              group,
              example.path("root_span_id").asText(),
              example.path("created").asText(),
              error.isEmpty() ? why : error,
              List.of(),
              example.path("input").asText(""),
              example.path("output").asText(""),
              error,
              List.of(Fact.of("Found as", why), Fact.of("Query", found.path("query").asText())),
              example.path("url").textValue()));
    }
  }
}
