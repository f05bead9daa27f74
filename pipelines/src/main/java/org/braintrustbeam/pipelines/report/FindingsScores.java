package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.braintrustbeam.pipelines.report.Chart.Form;
import org.braintrustbeam.pipelines.report.Chart.Series;
import org.braintrustbeam.pipelines.report.Table.Cell;
import org.braintrustbeam.pipelines.report.Table.Column;
import org.jspecify.annotations.Nullable;

/** How the values of each score lie, and how they went. */
final class FindingsScores {
  /** Scores with charts; more are in the table alone. */
  private static final int MOST = 10;

  private FindingsScores() {}

  static Section of(JsonNode findings) {
    JsonNode scores = findings.at("/scores/scores");
    List<Block> blocks = new ArrayList<>();
    if (scores.isEmpty()) {
      blocks.add(new Note("There are no scores: only errors count as failures.", Tone.FAIR));
    } else {
      blocks.addAll(charts(findings, scores));
      blocks.add(new Table("score-table", "Scores in figures", columns(), rows(scores)));
      blocks.add(Listing.queries(FindingsWords.queries(findings.at("/scores/queries"))));
    }
    return new Section(
        "scores",
        "Scores",
        "Values in steps of a tenth, red where they count as failures, amber where some of them do;"
            + " the mean and the share of failures of each hour."
            + (scores.size() > MOST ? " Charts of the " + MOST + " that fail most." : ""),
        blocks);
  }

  private static List<Charts> charts(JsonNode findings, JsonNode scores) {
    FindingsHours hours = FindingsHours.of(findings);
    List<JsonNode> most = new ArrayList<>();
    scores.forEach(most::add);
    most.sort(Comparator.comparingLong(score -> -score.path("failing").asLong()));
    List<Charts> charts = new ArrayList<>();
    for (JsonNode score : most.subList(0, Math.min(MOST, most.size()))) {
      String id = "score-" + charts.size();
      charts.add(
          new Charts(
              List.of(
                  histogram(findings, score, id), byHour(findings, score, hours, id + "-hours"))));
    }
    return charts;
  }

  private static Chart histogram(JsonNode findings, JsonNode score, String id) {
    double failBelow = findings.at("/failure/fail_below").asDouble();
    List<String> labels = new ArrayList<>();
    List<@Nullable Double> counts = new ArrayList<>();
    List<Tone> tones = new ArrayList<>();
    JsonNode bins = score.path("histogram");
    for (int i = 0; i < bins.size(); i++) {
      labels.add(String.format(Locale.ROOT, "%.1f–%.1f", i / 10.0, (i + 1) / 10.0));
      counts.add(bins.path(i).asDouble());
      tones.add(
          (i + 1) / 10.0 <= failBelow ? Tone.BAD : i / 10.0 <= failBelow ? Tone.FAIR : Tone.PLAIN);
    }
    return new Chart(
        id,
        score.path("name").asText(),
        "%s of %s values count as failures"
            .formatted(
                Numbers.count(score.path("failing").asLong()),
                Numbers.count(score.path("count").asLong())),
        Chart.Shape.HISTOGRAM,
        "Score",
        "Values",
        null,
        labels,
        List.of(new Series("Values", counts, List.of(), List.of(), tones)),
        List.of(),
        Form.COUNT);
  }

  private static Chart byHour(JsonNode findings, JsonNode score, FindingsHours hours, String id) {
    String name = score.path("name").asText();
    JsonNode rows = score.path("hours");
    return new Chart(
        id,
        name + " by the hour",
        "Mean "
            + Numbers.score(EvalFigures.number(score, "mean"))
            + ", before "
            + Numbers.score(EvalFigures.number(score.path("before"), "mean")),
        Chart.Shape.LINES,
        "Hour",
        "Score",
        null,
        hours.labels(),
        List.of(
            Series.of("Mean", hours.values(rows, row -> EvalFigures.number(row, "mean"), null)),
            Series.of(
                "Failing",
                hours.values(rows, row -> FindingsTraffic.share(row, "failing", "count"), null))),
        hours.marks(findings, "score", name),
        Form.SCORE);
  }

  private static List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("Score", false));
    for (String title :
        List.of(
            "Values", "Failing", "Mean", "Before", "Least", "p50", "p90", "p95", "p99", "Most")) {
      columns.add(new Column(title, true));
    }
    return columns;
  }

  private static List<List<Cell>> rows(JsonNode scores) {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode score : scores) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.of(score.path("name").asText()));
      row.add(Cell.of(score.path("count").asLong(), Tone.PLAIN));
      row.add(failing(score));
      row.add(scored(score, "mean"));
      row.add(scored(score.path("before"), "mean"));
      row.add(scored(score, "min"));
      for (String percentile : List.of("p50", "p90", "p95", "p99")) {
        row.add(scored(score.path("percentiles"), percentile));
      }
      row.add(scored(score, "max"));
      rows.add(row);
    }
    return rows;
  }

  private static Cell failing(JsonNode score) {
    long failing = score.path("failing").asLong();
    return Cell.of(
        (double) failing,
        Numbers.count(failing),
        Numbers.percent(failing, score.path("count").asLong()),
        Tone.PLAIN);
  }

  private static Cell scored(JsonNode of, String field) {
    Double value = EvalFigures.number(of, field);
    return Cell.of(value, Numbers.score(value), "", Tone.PLAIN);
  }
}
