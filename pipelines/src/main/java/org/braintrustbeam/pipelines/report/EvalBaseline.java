package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.pipelines.report.Table.Cell;
import org.braintrustbeam.pipelines.report.Table.Column;
import org.jspecify.annotations.Nullable;

/** The differences to an earlier experiment, row by row. */
final class EvalBaseline {
  private EvalBaseline() {}

  static Section of(JsonNode baseline) {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode pair : baseline.path("paired")) {
      rows.add(row(pair));
    }
    return new Section(
        "baseline",
        "Against " + baseline.path("name").asText(),
        "The same rows in both experiments. A difference is green or red where its 95 % confidence"
            + " interval is all above or all below zero; otherwise chance explains it.",
        List.of(
            cases(baseline.path("cases")),
            new Table("baseline-table", "Paired differences", columns(), rows)));
  }

  /** How much of both the differences are about. */
  private static Note cases(JsonNode cases) {
    long paired = cases.path("paired").asLong();
    return new Note(
        "%s cases are in both, %s in this run only, %s in the other only."
            .formatted(
                Numbers.count(paired),
                Numbers.count(cases.path("unmatched_new").asLong()),
                Numbers.count(cases.path("unmatched_baseline").asLong())),
        paired == 0 ? Tone.FAIR : Tone.PLAIN);
  }

  private static List<Column> columns() {
    return List.of(
        new Column("Facet", false),
        new Column("Score", false),
        new Column("Pairs", true),
        new Column("Mean difference", true),
        new Column("Improved", true),
        new Column("Regressed", true),
        new Column("Without a partner", true));
  }

  private static List<Cell> row(JsonNode pair) {
    Double delta = EvalFigures.number(pair, "mean_delta");
    Double low = EvalFigures.number(pair, "ci_low");
    Double high = EvalFigures.number(pair, "ci_high");
    String interval =
        low == null || high == null ? "" : Numbers.delta(low) + " to " + Numbers.delta(high);
    return List.of(
        Cell.of(
            pair.path("facet_name").isTextual()
                ? pair.path("facet_name").textValue()
                : "All facets"),
        Cell.of(EvalFigures.title(pair.path("score").asText())),
        Cell.of(pair.path("n").asLong(), Tone.PLAIN),
        Cell.of(delta, Numbers.delta(delta), interval, tone(low, high)),
        Cell.of(pair.path("improved").asLong(), Tone.PLAIN),
        Cell.of(pair.path("regressed").asLong(), Tone.PLAIN),
        Cell.of(pair.path("unmatched").asLong(), Tone.PLAIN));
  }

  private static Tone tone(@Nullable Double low, @Nullable Double high) {
    if (low == null || high == null) {
      return Tone.QUIET;
    }
    return low > 0 ? Tone.GOOD : high < 0 ? Tone.BAD : Tone.PLAIN;
  }
}
