package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.pipelines.report.Table.Cell;
import org.braintrustbeam.pipelines.report.Table.Column;
import org.jspecify.annotations.Nullable;

/** What is not as it was in the window before, and since when. */
final class FindingsChanges {
  private FindingsChanges() {}

  static Section of(JsonNode findings) {
    List<List<Cell>> rows = new ArrayList<>();
    for (JsonNode change : findings.at("/changes/rows")) {
      rows.add(row(change, point(findings, change)));
    }
    return new Section(
        "changes",
        "Against the window before",
        "Shares of failures now and then, and the hours that are most unlike all others. Red and green"
            + " are changes that chance does not explain, with all that were looked at taken into"
            + " account; the queries are those of traffic and scores.",
        List.of(
            rows.isEmpty()
                ? new Note("The window before has nothing to hold this one against.", Tone.FAIR)
                : new Table("change-table", "Changes", columns(), rows)));
  }

  private static List<Column> columns() {
    return List.of(
        new Column("Share of", false),
        new Column("Now", true),
        new Column("Before", true),
        new Column("Times", true),
        new Column("Chance", true),
        new Column("Most unlike the rest", false),
        new Column("There", true),
        new Column("Chance", true));
  }

  private static JsonNode point(JsonNode findings, JsonNode change) {
    for (JsonNode point : findings.at("/changes/points")) {
      if (point.path("kind").equals(change.path("kind"))
          && point.path("name").equals(change.path("name"))) {
        return point;
      }
    }
    return change.path("no such point");
  }

  private static List<Cell> row(JsonNode change, JsonNode point) {
    List<Cell> row = new ArrayList<>();
    boolean certain = change.path("certain").asBoolean();
    Double times = EvalFigures.number(change, "times");
    row.add(Cell.of(FindingsWords.changed(change)));
    row.add(
        rate(
            change.path("now"),
            certain ? tone(change.path("now"), change.path("before")) : Tone.PLAIN));
    row.add(rate(change.path("before"), Tone.PLAIN));
    row.add(Cell.of(times, FindingsWords.times(times), "", Tone.PLAIN));
    row.add(chance(change));
    if (point.isMissingNode()) {
      row.addAll(List.of(Cell.of("nowhere"), Cell.of(""), Cell.of("")));
      return row;
    }
    boolean found = point.path("certain").asBoolean();
    row.add(Cell.of(hours(point)));
    row.add(
        rate(
            point.path("inside"),
            found ? tone(point.path("inside"), point.path("outside")) : Tone.QUIET));
    row.add(chance(point));
    return row;
  }

  private static Cell rate(JsonNode rate, Tone tone) {
    return Cell.of(
        EvalFigures.number(rate, "share"),
        FindingsWords.share(rate),
        FindingsWords.counts(rate),
        tone);
  }

  static Cell chance(JsonNode finding) {
    @Nullable Double chance = EvalFigures.number(finding, "p_corrected");
    return Cell.of(chance, Numbers.chance(chance), "", Tone.PLAIN);
  }

  private static String hours(JsonNode point) {
    String since = "since " + FindingsHours.shown(point.path("since"));
    return point.path("lasting").asBoolean()
        ? since
        : since + ", until " + FindingsHours.shown(point.path("until"));
  }

  /** {@code Failing traces: 31.2 % since 06-02 07:00, else 5.0 %}. */
  static String sentence(JsonNode point) {
    return FindingsWords.changed(point)
        + ": "
        + FindingsWords.share(point.path("inside"))
        + " "
        + hours(point)
        + " (UTC), else "
        + FindingsWords.share(point.path("outside"))
        + ".";
  }

  /** More failures are bad. */
  static Tone tone(JsonNode now, JsonNode before) {
    return now.path("share").asDouble() > before.path("share").asDouble() ? Tone.BAD : Tone.GOOD;
  }
}
