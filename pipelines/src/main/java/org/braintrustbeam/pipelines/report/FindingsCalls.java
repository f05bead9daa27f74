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

/** How long calls take, and what they cost. */
final class FindingsCalls {
  /** Names with bars; more are in the table alone. */
  private static final int MOST = 12;

  private FindingsCalls() {}

  static Section of(JsonNode findings) {
    List<Block> blocks = new ArrayList<>();
    add(findings.at("/calls/models"), "model", "Model", blocks);
    add(findings.at("/calls/span_names"), "name", "Span", blocks);
    return new Section(
        "calls",
        "Latency, tokens and cost",
        "By the model of a call, and by the name of a span: half of the calls are below p50, 95 of a"
            + " hundred below p95. Percentiles are at most 1 % off.",
        blocks);
  }

  private static void add(JsonNode calls, String id, String what, List<Block> blocks) {
    List<JsonNode> rows = new ArrayList<>();
    calls.path("rows").forEach(rows::add);
    if (rows.isEmpty()) {
      blocks.add(new Note("No " + what.toLowerCase(Locale.ROOT) + " has figures.", Tone.PLAIN));
      return;
    }
    rows.sort(Comparator.comparingLong(row -> -count(row)));
    List<JsonNode> most = rows.subList(0, Math.min(MOST, rows.size()));
    List<Chart> charts = new ArrayList<>();
    charts.add(percentiles(most, id, what, "seconds", "Seconds"));
    charts.add(percentiles(most, id, what, "tokens", "Tokens"));
    charts.add(dollars(most, id, what));
    charts.removeIf(FindingsCalls::isEmpty);
    blocks.add(new Charts(charts));
    blocks.add(new Table(id + "-table", what + "s in figures", columns(what), cells(rows)));
    blocks.add(
        Listing.queries(
            List.of(
                Fact.of(what + "s", calls.path("query").asText()),
                Fact.of(what + "s before", calls.path("query_before").asText()))));
  }

  private static long count(JsonNode row) {
    return Math.max(row.at("/seconds/count").asLong(), row.at("/tokens/count").asLong());
  }

  private static boolean isEmpty(Chart chart) {
    return chart.series().stream()
        .allMatch(series -> series.values().stream().allMatch(value -> value == null));
  }

  private static Chart percentiles(
      List<JsonNode> rows, String id, String what, String field, String unit) {
    List<Series> series = new ArrayList<>();
    for (String percentile : List.of("p50", "p95")) {
      List<@Nullable Double> values = new ArrayList<>();
      rows.forEach(
          row -> values.add(EvalFigures.number(row.path(field).path("percentiles"), percentile)));
      series.add(Series.of(percentile, values));
    }
    return chart(
        id + "-" + field,
        what + "s: " + unit.toLowerCase(Locale.ROOT) + " a call",
        "Those with most calls first",
        what,
        unit,
        rows,
        series);
  }

  private static Chart dollars(List<JsonNode> rows, String id, String what) {
    List<@Nullable Double> values = new ArrayList<>();
    rows.forEach(row -> values.add(inAll(row.path("dollars"))));
    return chart(
        id + "-dollars",
        what + "s: dollars in all",
        "By the prices that the service knows",
        what,
        "Dollars",
        rows,
        List.of(Series.of("Dollars", values)));
  }

  private static Chart chart(
      String id,
      String title,
      String summary,
      String what,
      String unit,
      List<JsonNode> rows,
      List<Series> series) {
    List<String> labels = rows.stream().map(row -> row.path("name").asText()).toList();
    return new Chart(
        id,
        title,
        summary,
        Chart.Shape.BARS,
        what,
        unit,
        null,
        labels,
        series,
        List.of(),
        Form.MEASURE);
  }

  private static @Nullable Double inAll(JsonNode amounts) {
    Double mean = EvalFigures.number(amounts, "mean");
    return mean == null ? null : Double.valueOf(mean * amounts.path("count").asDouble());
  }

  private static List<Column> columns(String what) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column(what, false));
    for (String title :
        List.of(
            "Calls",
            "Errors",
            "s p50",
            "s p90",
            "s p95",
            "s p99",
            "s p95 before",
            "Tokens p50",
            "Tokens p95",
            "$ p50",
            "$ p95",
            "$ in all")) {
      columns.add(new Column(title, true));
    }
    return columns;
  }

  private static List<List<Cell>> cells(List<JsonNode> rows) {
    List<List<Cell>> cells = new ArrayList<>();
    for (JsonNode row : rows) {
      List<Cell> one = new ArrayList<>();
      one.add(Cell.of(row.path("name").asText()));
      one.add(Cell.of(count(row), Tone.PLAIN));
      one.add(errors(row));
      for (String percentile : List.of("p50", "p90", "p95", "p99")) {
        one.add(measured(row.at("/seconds/percentiles"), percentile));
      }
      one.add(measured(row.at("/seconds/before/percentiles"), "p95"));
      for (String of : List.of("/tokens/percentiles", "/dollars/percentiles")) {
        one.add(measured(row.at(of), "p50"));
        one.add(measured(row.at(of), "p95"));
      }
      Double dollars = inAll(row.path("dollars"));
      one.add(Cell.of(dollars, Numbers.measure(dollars), "", Tone.PLAIN));
      cells.add(one);
    }
    return cells;
  }

  private static Cell errors(JsonNode row) {
    JsonNode amounts =
        row.at("/seconds/count").asLong() > 0 ? row.path("seconds") : row.path("tokens");
    long errors = amounts.path("failing").asLong();
    return Cell.of(
        (double) errors,
        Numbers.count(errors),
        Numbers.percent(errors, amounts.path("count").asLong()),
        Tone.PLAIN);
  }

  private static Cell measured(JsonNode of, String field) {
    Double value = EvalFigures.number(of, field);
    return Cell.of(value, Numbers.measure(value), "", Tone.PLAIN);
  }
}
