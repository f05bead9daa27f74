package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.braintrustbeam.pipelines.report.Table.Cell;
import org.braintrustbeam.pipelines.report.Table.Column;
import org.jspecify.annotations.Nullable;

/** The differences to an earlier experiment: over all facets in full, and facet by facet. */
final class EvalBaseline {
  private EvalBaseline() {}

  static Section of(JsonNode baseline) {
    List<JsonNode> overall = pairs(baseline, false);
    List<JsonNode> ofFacets = pairs(baseline, true);
    List<Block> blocks = new ArrayList<>(List.of(cases(baseline.path("cases"))));
    if (!overall.isEmpty()) {
      blocks.add(overall(overall));
    }
    if (!ofFacets.isEmpty()) {
      blocks.add(facets(ofFacets, overall));
    }
    return new Section(
        "baseline",
        "Against " + baseline.path("name").asText(),
        "The same rows in both experiments. A difference is green or red where its 95 % confidence"
            + " interval is all above or all below zero; otherwise chance may explain it.",
        List.copyOf(blocks));
  }

  private static List<JsonNode> pairs(JsonNode baseline, boolean ofFacets) {
    return StreamSupport.stream(baseline.path("paired").spliterator(), false)
        .filter(pair -> pair.path("facet_name").isTextual() == ofFacets)
        .toList();
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

  private static Table overall(List<JsonNode> pairs) {
    List<Column> columns =
        List.of(
            new Column("Score", false),
            new Column("Pairs", true),
            new Column("Mean difference", true),
            new Column("Improved", true),
            new Column("Regressed", true),
            new Column("Without a partner", true));
    List<List<Cell>> rows = pairs.stream().map(EvalBaseline::row).toList();
    return new Table("baseline-table", "Paired differences over all facets", columns, rows);
  }

  private static List<Cell> row(JsonNode pair) {
    return List.of(
        Cell.of(score(pair)),
        Cell.of(pair.path("n").asLong(), Tone.PLAIN),
        delta(pair),
        Cell.of(pair.path("improved").asLong(), Tone.PLAIN),
        Cell.of(pair.path("regressed").asLong(), Tone.PLAIN),
        Cell.of(pair.path("unmatched").asLong(), Tone.PLAIN));
  }

  private static String score(JsonNode pair) {
    return EvalFigures.title(pair.path("score").asText());
  }

  /** A row a facet, a column a score. */
  private static Table facets(List<JsonNode> pairs, List<JsonNode> overall) {
    List<String> scores = overall.stream().map(EvalBaseline::score).toList();
    List<Column> columns = new ArrayList<>(List.of(new Column("Facet", false)));
    scores.forEach(score -> columns.add(new Column(score, true)));
    Map<String, Map<String, JsonNode>> facets = new LinkedHashMap<>();
    for (JsonNode pair : pairs) {
      facets
          .computeIfAbsent(pair.path("facet_name").asText(), name -> new LinkedHashMap<>())
          .put(score(pair), pair);
    }
    List<List<Cell>> rows = new ArrayList<>();
    facets.forEach((name, deltas) -> rows.add(row(name, deltas, scores)));
    return new Table("baseline-facets", "Mean differences, facet by facet", columns, rows);
  }

  private static List<Cell> row(String facet, Map<String, JsonNode> deltas, List<String> scores) {
    List<Cell> row = new ArrayList<>(List.of(Cell.of(facet)));
    for (String score : scores) {
      JsonNode pair = deltas.get(score);
      row.add(pair == null ? Cell.of(null, Numbers.NONE, "", Tone.QUIET) : delta(pair));
    }
    return row;
  }

  private static Cell delta(JsonNode pair) {
    Double delta = EvalFigures.number(pair, "mean_delta");
    Double low = EvalFigures.number(pair, "ci_low");
    Double high = EvalFigures.number(pair, "ci_high");
    String interval =
        low == null || high == null ? "" : Numbers.delta(low) + " to " + Numbers.delta(high);
    return Cell.of(delta, Numbers.delta(delta), interval, tone(low, high));
  }

  private static Tone tone(@Nullable Double low, @Nullable Double high) {
    if (low == null || high == null) {
      return Tone.QUIET;
    }
    return low > 0 ? Tone.GOOD : high < 0 ? Tone.BAD : Tone.PLAIN;
  }
}
