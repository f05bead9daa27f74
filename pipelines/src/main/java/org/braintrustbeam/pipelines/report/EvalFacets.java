package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.pipelines.report.Table.Cell;
import org.braintrustbeam.pipelines.report.Table.Column;
import org.jspecify.annotations.Nullable;

/** Facets beside each other: means with intervals, and their decisions against the truth. */
final class EvalFacets {
  private EvalFacets() {}

  static Section compared(JsonNode summary) {
    List<Chart> charts = new ArrayList<>();
    for (String score : EvalFigures.scoreNames(summary)) {
      charts.add(means(summary, score));
    }
    return new Section(
        "facets",
        "Facets",
        "Each bar is a facet's mean, the thin line its 95 % confidence interval. A bar is red where the"
            + " whole interval lies below the mean of all facets, green where it lies above.",
        List.of(new Charts(charts), table(summary)));
  }

  private static Chart means(JsonNode summary, String name) {
    List<String> labels = new ArrayList<>();
    List<@Nullable Double> values = new ArrayList<>();
    List<@Nullable Double> low = new ArrayList<>();
    List<@Nullable Double> high = new ArrayList<>();
    List<Tone> tones = new ArrayList<>();
    JsonNode overall = EvalFigures.score(summary.path("overall"), name);
    for (JsonNode facet : summary.path("facets")) {
      JsonNode score = EvalFigures.score(facet, name);
      if (EvalFigures.number(score, "mean") == null) {
        continue; // a scorer of sentiments has nothing to say of other facets
      }
      labels.add(facet.path("facet_name").asText());
      values.add(EvalFigures.number(score, "mean"));
      low.add(EvalFigures.number(score, "ci_low"));
      high.add(EvalFigures.number(score, "ci_high"));
      tones.add(against(score, EvalFigures.number(overall, "mean")));
    }
    Chart.Series means = new Chart.Series("Mean", values, low, high, tones);
    return new Chart(
        "facets-" + EvalFigures.scoreNames(summary).indexOf(name),
        EvalFigures.title(name),
        summary(labels, values, overall),
        Chart.Shape.BARS,
        "Facet",
        "Mean",
        1.0,
        labels,
        List.of(means),
        List.of());
  }

  /** Whether the interval tells the facet from the mean of all. */
  private static Tone against(JsonNode score, @Nullable Double overall) {
    Double low = EvalFigures.number(score, "ci_low");
    Double high = EvalFigures.number(score, "ci_high");
    if (overall == null || low == null || high == null) {
      return Tone.PLAIN;
    }
    return high < overall ? Tone.BAD : low > overall ? Tone.GOOD : Tone.PLAIN;
  }

  private static String summary(
      List<String> labels, List<@Nullable Double> values, JsonNode overall) {
    int lowest = -1;
    Double least = null;
    for (int i = 0; i < labels.size(); i++) {
      Double value = values.get(i);
      if (value != null && (least == null || value < least)) {
        least = value;
        lowest = i;
      }
    }
    String mean = "All: " + Numbers.score(EvalFigures.number(overall, "mean"));
    return lowest < 0
        ? mean
        : mean + ". Lowest: " + labels.get(lowest) + ", " + Numbers.score(least);
  }

  private static Table table(JsonNode summary) {
    List<String> scores = EvalFigures.scoreNames(summary);
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("Facet", false));
    columns.add(new Column("Completed", true));
    columns.add(new Column("Errors", true));
    scores.forEach(score -> columns.add(new Column(EvalFigures.title(score), true)));
    for (String title : List.of("Precision", "Recall", "F1")) {
      columns.add(new Column(title, true));
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode facet : summary.path("facets")) {
      rows.add(row(facet, scores));
    }
    return new Table("facet-table", "Facets in figures", columns, rows);
  }

  private static List<Cell> row(JsonNode facet, List<String> scores) {
    List<Cell> row = new ArrayList<>();
    row.add(Cell.of(facet.path("facet_name").asText()));
    row.add(Cell.of(facet.path("completed").asLong(), Tone.PLAIN));
    long errored = facet.path("errored").asLong();
    row.add(Cell.of(errored, EvalFigures.errors(errored)));
    for (String name : scores) {
      JsonNode score = EvalFigures.score(facet, name);
      row.add(scored(EvalFigures.number(score, "mean"), EvalFigures.interval(score, "")));
    }
    for (String field : List.of("precision", "recall", "f1")) {
      row.add(scored(EvalFigures.number(facet, field), EvalFigures.interval(facet, field + "_")));
    }
    return row;
  }

  private static Cell scored(@Nullable Double value, String note) {
    return Cell.of(value, Numbers.score(value), note, EvalFigures.tone(value));
  }

  static Section decisions(JsonNode summary) {
    List<Matrices.Matrix> matrices = new ArrayList<>();
    matrices.add(matrix("All facets", summary.path("overall")));
    for (JsonNode facet : summary.path("facets")) {
      matrices.add(matrix(facet.path("facet_name").asText(), facet));
    }
    return new Section(
        "decisions",
        "Decisions",
        "Whether a text has anything to say on a facet: what the dataset expects, in rows, against"
            + " what the model said, in columns. Right decisions are green, wrong ones red; the"
            + " stronger the colour, the larger the share of the row.",
        List.of(new Matrices(matrices)));
  }

  private static Matrices.Matrix matrix(String title, JsonNode group) {
    JsonNode counts = group.path("confusion");
    return new Matrices.Matrix(
        title,
        List.of("something", "none"),
        List.of(
            List.of(counts.path("true_positive").asLong(), counts.path("false_negative").asLong()),
            List.of(counts.path("false_positive").asLong(), counts.path("true_negative").asLong())),
        List.of(
            Fact.of("Precision", Numbers.score(EvalFigures.number(group, "precision"))),
            Fact.of("Recall", Numbers.score(EvalFigures.number(group, "recall"))),
            Fact.of("F1", Numbers.score(EvalFigures.number(group, "f1")))));
  }
}
