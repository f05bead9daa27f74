package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.pipelines.report.Figures.Figure;

/** What was looked at, and what stands out. */
final class FindingsOverview {
  /** The strongest; the rest has a section. */
  private static final int MOST = 3;

  private FindingsOverview() {}

  static Section of(JsonNode findings) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Figures(figures(findings)));
    int size = blocks.size();
    signals(findings, blocks);
    if (blocks.size() == size) {
      blocks.add(new Note("Nothing stands out that chance would not explain.", Tone.GOOD));
    }
    return new Section(
        "overview",
        "Overview",
        "A trace fails if one of its spans has an error, or a score of "
            + findings.at("/failure/fail_below").asText()
            + " or less.",
        blocks);
  }

  private static List<Figure> figures(JsonNode findings) {
    JsonNode traces = findings.at("/traffic/traces");
    JsonNode spans = findings.at("/traffic/spans");
    JsonNode before = findings.at("/traffic/before");
    return List.of(
        new Figure(
            "Traces",
            Numbers.count(traces.path("count").asLong()),
            "before " + Numbers.count(before.at("/traces/count").asLong()),
            Tone.PLAIN),
        new Figure(
            "Failing traces",
            FindingsWords.share(traces),
            FindingsWords.counts(traces)
                + " · before "
                + FindingsWords.share(before.path("traces")),
            tone(findings, "traces")),
        new Figure(
            "Spans",
            Numbers.count(spans.path("count").asLong()),
            "before " + Numbers.count(before.at("/spans/count").asLong()),
            Tone.PLAIN),
        new Figure(
            "Spans with an error",
            FindingsWords.share(spans),
            FindingsWords.counts(spans) + " · before " + FindingsWords.share(before.path("spans")),
            tone(findings, "spans")),
        new Figure(
            "Failing cohorts",
            Numbers.count(findings.at("/cohorts/failing_count").asLong()),
            "of " + Numbers.count(findings.at("/cohorts/looked_at").asLong()) + " looked at",
            findings.at("/cohorts/failing_count").asLong() > 0 ? Tone.BAD : Tone.GOOD),
        confidence(findings));
  }

  private static Figure confidence(JsonNode findings) {
    String confidence = findings.path("confidence").asText();
    Tone tone =
        switch (confidence) {
          case "high" -> Tone.GOOD;
          case "medium" -> Tone.FAIR;
          default -> Tone.BAD;
        };
    return new Figure(
        "Confidence", confidence, findings.path("caveats").size() + " caveats, at the end", tone);
  }

  /** Whether a share has certainly risen or fallen. */
  private static Tone tone(JsonNode findings, String kind) {
    for (JsonNode change : findings.at("/changes/rows")) {
      if (change.path("kind").asText().equals(kind) && change.path("certain").asBoolean()) {
        return FindingsChanges.tone(change.path("now"), change.path("before"));
      }
    }
    return Tone.PLAIN;
  }

  private static void signals(JsonNode findings, List<Block> blocks) {
    for (JsonNode point : findings.at("/changes/points")) {
      if (point.path("certain").asBoolean()) {
        blocks.add(
            new Note(
                FindingsChanges.sentence(point),
                FindingsChanges.tone(point.path("inside"), point.path("outside"))));
      }
    }
    for (JsonNode score : findings.at("/scores/stopped")) {
      blocks.add(
          new Note(
              "The score " + score.asText() + " has stopped: the window has no value.", Tone.BAD));
    }
    JsonNode failing = findings.at("/cohorts/failing");
    for (int i = 0; i < Math.min(MOST, failing.size()); i++) {
      blocks.add(new Note(FindingsCohorts.sentence(failing.path(i)), Tone.BAD));
    }
  }

  static List<Fact> facts(JsonNode findings) {
    List<Fact> facts = new ArrayList<>();
    JsonNode window = findings.path("window");
    facts.add(Fact.of("From", window.path("from").asText()));
    facts.add(Fact.of("Until", window.path("until").asText()));
    facts.add(Fact.of("Hours", Numbers.count(window.path("hours").asLong())));
    facts.add(
        Fact.of(
            "Held against", "the same time before, from " + window.path("before_from").asText()));
    facts.add(Fact.of("Dataset", findings.at("/coverage/dataset/name").asText("none was given")));
    facts.add(Fact.of("Scores", Numbers.count(findings.at("/failure/scores").size())));
    return facts;
  }
}
