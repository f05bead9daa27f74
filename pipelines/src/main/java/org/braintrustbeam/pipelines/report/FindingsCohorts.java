package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.braintrustbeam.pipelines.report.Chart.Form;
import org.braintrustbeam.pipelines.report.Chart.Series;
import org.braintrustbeam.pipelines.report.Table.Cell;
import org.braintrustbeam.pipelines.report.Table.Column;
import org.jspecify.annotations.Nullable;

/** Traces that have something in common, and fail more or less often than all. */
final class FindingsCohorts {
  private FindingsCohorts() {}

  static Section failing(JsonNode findings) {
    return section(
        findings,
        "failing",
        "Failing cohorts",
        "Traces with something in common that fail more often than all traces do. The chance is that of"
            + " Fisher’s exact test, corrected for all cohorts that were looked at (Holm).",
        Tone.BAD);
  }

  static Section healthy(JsonNode findings) {
    return section(
        findings,
        "healthy",
        "Healthy cohorts",
        "Traces with something in common that fail less often than all do, by the same test.",
        Tone.GOOD);
  }

  private static Section section(
      JsonNode findings, String which, String title, String intro, Tone tone) {
    JsonNode cohorts = findings.at("/cohorts/" + which);
    long all = findings.at("/cohorts/" + which + "_count").asLong();
    List<Block> blocks = new ArrayList<>();
    if (cohorts.isEmpty()) {
      String none = "No cohort of " + findings.at("/cohorts/looked_at").asText() + " is one.";
      blocks.add(new Note(none, tone == Tone.BAD ? Tone.GOOD : Tone.PLAIN));
    } else {
      blocks.add(new Charts(List.of(lifts(cohorts, which, title, tone, findings))));
      blocks.add(
          new Table(which + "-table", title + " in figures", columns(), rows(cohorts, tone)));
    }
    if (all > cohorts.size()) {
      blocks.add(
          new Note(
              "The most certain %s of %s are shown.".formatted(cohorts.size(), Numbers.count(all)),
              Tone.FAIR));
    }
    blocks.add(Listing.queries(queries(findings, cohorts)));
    return new Section(which, title, intro, blocks);
  }

  private static Chart lifts(
      JsonNode cohorts, String which, String title, Tone tone, JsonNode findings) {
    List<String> labels = new ArrayList<>();
    List<@Nullable Double> lifts = new ArrayList<>();
    for (JsonNode cohort : cohorts) {
      labels.add(
          PageText.shorten(FindingsWords.cohort(cohort), 60).lines().findFirst().orElse("")
              + "  ("
              + Numbers.count(cohort.path("failing").asLong())
              + " of "
              + Numbers.count(cohort.path("traces").asLong())
              + ")");
      lifts.add(EvalFigures.number(cohort, "lift"));
    }
    return new Chart(
        which + "-lifts",
        title + " by lift",
        "How many times the share of failures of all traces, which is "
            + FindingsWords.share(findings.at("/traffic/traces")),
        Chart.Shape.BARS,
        "Cohort",
        "Times the share of all",
        null,
        labels,
        List.of(
            new Series(
                "Lift", lifts, List.of(), List.of(), Collections.nCopies(lifts.size(), tone))),
        List.of(),
        Form.MEASURE);
  }

  private static List<Column> columns() {
    return List.of(
        new Column("Kind", false),
        new Column("Cohort", false),
        new Column("Traces", true),
        new Column("Failing", true),
        new Column("Share", true),
        new Column("Lift", true),
        new Column("Chance", true));
  }

  private static List<List<Cell>> rows(JsonNode cohorts, Tone tone) {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode cohort : cohorts) {
      Double share = EvalFigures.number(cohort, "share");
      Double lift = EvalFigures.number(cohort, "lift");
      rows.add(
          List.of(
              Cell.of(FindingsWords.kind(cohort)),
              Cell.of(FindingsWords.value(cohort)),
              Cell.of(cohort.path("traces").asLong(), Tone.PLAIN),
              Cell.of(cohort.path("failing").asLong(), Tone.PLAIN),
              Cell.of(share, Numbers.share(share), "", tone),
              Cell.of(lift, FindingsWords.times(lift), "", Tone.PLAIN),
              FindingsChanges.chance(cohort)));
    }
    return rows;
  }

  private static List<Fact> queries(JsonNode findings, JsonNode cohorts) {
    List<Fact> queries = new ArrayList<>();
    for (JsonNode cohort : cohorts) {
      queries.add(
          Fact.of("Failing, " + FindingsWords.cohort(cohort), cohort.path("query").asText()));
    }
    FindingsWords.queries(findings.at("/cohorts/queries"))
        .forEach(one -> queries.add(Fact.of("Traces by " + one.name(), one.value())));
    return queries;
  }

  static String sentence(JsonNode cohort) {
    return "%s: %s of %s fail (%s), %s the share of all."
        .formatted(
            FindingsWords.cohort(cohort),
            Numbers.count(cohort.path("failing").asLong()),
            Numbers.count(cohort.path("traces").asLong()),
            FindingsWords.share(cohort),
            FindingsWords.times(EvalFigures.number(cohort, "lift")));
  }
}
