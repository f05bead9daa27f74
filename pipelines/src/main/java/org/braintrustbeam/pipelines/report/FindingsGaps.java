package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.pipelines.report.Chart.Form;
import org.braintrustbeam.pipelines.report.Chart.Series;
import org.braintrustbeam.pipelines.report.Table.Cell;
import org.braintrustbeam.pipelines.report.Table.Column;
import org.jspecify.annotations.Nullable;

/** What the dataset does not hold, and what nobody measures. */
final class FindingsGaps {
  /** Cohorts with bars; more are in the table alone. */
  private static final int MOST = 15;

  private FindingsGaps() {}

  static Section coverage(JsonNode findings) {
    JsonNode coverage = findings.path("coverage");
    return new Section(
        "coverage",
        "Coverage gaps",
        "What production has, by facet, topic, metadata and length of the input, and no record of the"
            + " dataset.",
        coverage.isObject()
            ? uncovered(coverage, findings)
            : List.of(
                new Note("No dataset was given to hold against it (--dataset).", Tone.PLAIN)));
  }

  private static List<Block> uncovered(JsonNode coverage, JsonNode findings) {
    JsonNode missing = coverage.path("missing");
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Note(
            "%s of %s cohorts of production are in none of the %s records of %s."
                .formatted(
                    Numbers.count(missing.size()),
                    Numbers.count(coverage.path("compared").asLong()),
                    Numbers.count(coverage.path("records").asLong()),
                    coverage.at("/dataset/name").asText()),
            missing.isEmpty() ? Tone.GOOD : Tone.FAIR));
    if (!missing.isEmpty()) {
      blocks.add(new Charts(List.of(bars(missing))));
      blocks.add(table(missing));
    }
    List<Fact> queries = new ArrayList<>();
    queries.add(Fact.of("Records", coverage.path("query").asText()));
    FindingsWords.queries(findings.at("/cohorts/queries"))
        .forEach(one -> queries.add(Fact.of("Traces by " + one.name(), one.value())));
    blocks.add(Listing.queries(queries));
    return blocks;
  }

  private static Chart bars(JsonNode missing) {
    List<String> labels = new ArrayList<>();
    List<@Nullable Double> traces = new ArrayList<>();
    List<@Nullable Double> failing = new ArrayList<>();
    for (int i = 0; i < Math.min(MOST, missing.size()); i++) {
      labels.add(FindingsWords.cohort(missing.path(i)));
      traces.add(missing.path(i).path("traces").asDouble());
      failing.add(missing.path(i).path("failing").asDouble());
    }
    return new Chart(
        "coverage-traces",
        "Traces that the dataset does not stand for",
        "Those with most failures first",
        Chart.Shape.BARS,
        "Cohort",
        "Traces",
        null,
        labels,
        List.of(Series.of("Traces", traces), Series.of("Failing", failing)),
        List.of(),
        Form.COUNT);
  }

  private static Table table(JsonNode missing) {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode one : missing) {
      rows.add(
          List.of(
              Cell.of(FindingsWords.kind(one)),
              Cell.of(FindingsWords.value(one)),
              Cell.of(one.path("traces").asLong(), Tone.PLAIN),
              Cell.of(one.path("failing").asLong(), Tone.PLAIN)));
    }
    return new Table(
        "coverage-table",
        "Not in the dataset",
        List.of(
            new Column("Kind", false),
            new Column("Cohort", false),
            new Column("Traces", true),
            new Column("Failing", true)),
        rows);
  }

  static Section measurement(JsonNode findings) {
    List<String> labels = new ArrayList<>();
    List<@Nullable Double> shares = new ArrayList<>();
    List<List<Cell>> rows = new ArrayList<>();
    List<Fact> queries = new ArrayList<>();
    for (JsonNode gap : findings.path("measurement_gaps")) {
      Double share = EvalFigures.number(gap, "share");
      String name = gap.path("name").asText().replace('_', ' ');
      labels.add(name);
      shares.add(share);
      queries.add(Fact.of(name, gap.path("query").asText()));
      long traces = gap.path("traces").asLong();
      rows.add(
          List.of(
              Cell.of(name),
              Cell.of("Traces that " + gap.path("meaning").asText()),
              Cell.of(traces, traces == 0 ? Tone.GOOD : Tone.FAIR),
              Cell.of(share, Numbers.share(share), "", Tone.PLAIN)));
    }
    return new Section(
        "measurement",
        "Measurement gaps",
        "Traces about which scores, errors and the facet of issues do not agree, or say nothing.",
        List.of(
            new Charts(List.of(shares(labels, shares))),
            new Table(
                "measurement-table",
                "Measurement gaps in figures",
                List.of(
                    new Column("Gap", false),
                    new Column("Meaning", false),
                    new Column("Traces", true),
                    new Column("Share", true)),
                rows),
            Listing.queries(queries)));
  }

  private static Chart shares(List<String> labels, List<@Nullable Double> shares) {
    return new Chart(
        "measurement-shares",
        "Share of all traces",
        "A trace may be in several",
        Chart.Shape.BARS,
        "Gap",
        "Share",
        null,
        labels,
        List.of(Series.of("Traces", shares)),
        List.of(),
        Form.SHARE);
  }
}
