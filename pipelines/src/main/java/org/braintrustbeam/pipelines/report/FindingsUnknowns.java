package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.pipelines.report.Table.Cell;
import org.braintrustbeam.pipelines.report.Table.Column;

/** How far to trust the findings, and what they were made of. */
final class FindingsUnknowns {
  private FindingsUnknowns() {}

  static Section of(JsonNode findings) {
    List<Block> blocks = new ArrayList<>();
    for (JsonNode caveat : findings.path("caveats")) {
      blocks.add(new Note(caveat.asText(), Tone.FAIR));
    }
    blocks.add(tried(findings));
    blocks.add(schema(findings.path("schema")));
    blocks.add(leftOut(findings));
    blocks.add(Listing.queries(queries(findings)));
    return new Section(
        "unknowns",
        "Confidence and unknowns",
        "Confidence: "
            + findings.path("confidence").asText()
            + ". High is from 1,000 traces on, 50 of them failing and 50 not; medium from 200 and 10.",
        blocks);
  }

  private static Table tried(JsonNode findings) {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode one : findings.at("/window/tried")) {
      rows.add(
          List.of(
              Cell.of(one.path("hours").asLong(), Tone.PLAIN),
              Cell.of(one.path("traces").asLong(), Tone.PLAIN),
              Cell.of(one.path("scores").asLong(), Tone.PLAIN)));
    }
    return new Table(
        "window-table",
        "Windows that were tried",
        List.of(new Column("Hours", true), new Column("Traces", true), new Column("Scores", true)),
        rows);
  }

  private static Table schema(JsonNode schema) {
    List<List<Cell>> rows = new ArrayList<>();
    schema
        .properties()
        .forEach(
            kind ->
                kind.getValue()
                    .path("names")
                    .properties()
                    .forEach(
                        name ->
                            rows.add(
                                List.of(
                                    Cell.of(kind.getKey().replace('_', ' ')),
                                    Cell.of(name.getKey()),
                                    Cell.of(name.getValue().asLong(), Tone.PLAIN)))));
    return new Table(
        "schema-table",
        "What the spans have",
        List.of(new Column("Kind", false), new Column("Name", false), new Column("Spans", true)),
        rows);
  }

  private static Table leftOut(JsonNode findings) {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode one : findings.at("/cohorts/left_out")) {
      rows.add(
          List.of(
              Cell.of(FindingsWords.kind(one)),
              Cell.of(one.path("name").asText()),
              Cell.of(one.path("values").asLong(), Tone.PLAIN),
              Cell.of(one.path("traces").asLong(), Tone.PLAIN)));
    }
    return new Table(
        "left-out-table",
        "Values that are no cohorts, as they are rare, long or no plain values",
        List.of(
            new Column("Kind", false),
            new Column("Name", false),
            new Column("Values", true),
            new Column("Traces", true)),
        rows);
  }

  private static List<Fact> queries(JsonNode findings) {
    List<Fact> queries = new ArrayList<>();
    for (JsonNode one : findings.at("/window/tried")) {
      String hours = one.path("hours").asText() + " hours, ";
      FindingsWords.queries(one.path("queries"))
          .forEach(query -> queries.add(Fact.of(hours + query.name(), query.value())));
    }
    findings
        .path("schema")
        .properties()
        .forEach(
            kind ->
                queries.add(
                    Fact.of(
                        kind.getKey().replace('_', ' '), kind.getValue().path("query").asText())));
    FindingsWords.queries(findings.at("/cohorts/left_out_queries"))
        .forEach(query -> queries.add(Fact.of("All values of " + query.name(), query.value())));
    return queries;
  }
}
