package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How often each score was given. */
final class EvalDistributions {
  private EvalDistributions() {}

  static Section of(JsonNode summary) {
    List<Chart> charts = new ArrayList<>();
    for (JsonNode score : summary.path("overall").path("scores")) {
      charts.add(histogram("distribution-" + charts.size(), score));
    }
    return new Section(
        "distributions",
        "Score distributions",
        "Rows by the score they got, over all facets, in steps of a tenth.",
        List.of(new Charts(charts)));
  }

  private static Chart histogram(String id, JsonNode score) {
    List<String> labels = new ArrayList<>();
    List<@Nullable Double> counts = new ArrayList<>();
    List<Tone> tones = new ArrayList<>();
    JsonNode bins = score.path("histogram");
    for (int i = 0; i < bins.size(); i++) {
      double from = (double) i / bins.size();
      labels.add(String.format(Locale.ROOT, "%.1f–%.1f", from, (i + 1.0) / bins.size()));
      counts.add(bins.path(i).asDouble());
      tones.add(EvalFigures.tone(from));
    }
    return new Chart(
        id,
        EvalFigures.title(score.path("name").asText()),
        summary(score, bins),
        Chart.Shape.HISTOGRAM,
        "Score",
        "Rows",
        null,
        labels,
        List.of(new Chart.Series("Rows", counts, List.of(), List.of(), tones)),
        List.of());
  }

  private static String summary(JsonNode score, JsonNode bins) {
    long n = score.path("n").asLong();
    long top = bins.isEmpty() ? 0 : bins.path(bins.size() - 1).asLong();
    return "%s of %s rows in the highest step; %s not applicable, %s errors"
        .formatted(
            Numbers.count(top),
            Numbers.count(n),
            Numbers.count(score.path("not_applicable").asLong()),
            Numbers.count(score.path("errored").asLong()));
  }
}
