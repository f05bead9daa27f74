package org.braintrustbeam.pipelines.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.braintrustbeam.transforms.compare.ArmCases;
import org.braintrustbeam.transforms.compare.Comparison;
import org.braintrustbeam.transforms.compare.DeltaInterval;
import org.braintrustbeam.transforms.compare.ScoreComparison;
import org.braintrustbeam.transforms.compare.ScorerIssue;
import org.jspecify.annotations.Nullable;

/** The part of the summary that has the measurements: cases, and each score. */
final class SummaryScores {
  private final Finished run;
  private final JsonGenerator json;

  SummaryScores(Finished run, JsonGenerator json) {
    this.run = run;
    this.json = json;
  }

  void write() throws IOException {
    writeCases();
    json.writeArrayFieldStart("scores");
    for (ScoreComparison score : run.comparison().scores()) {
      writeScore(score);
    }
    json.writeEndArray();
  }

  private void writeCases() throws IOException {
    Comparison comparison = run.comparison();
    json.writeObjectFieldStart("cases");
    json.writeNumberField("paired", comparison.paired());
    json.writeNumberField("unmatched_new", comparison.unmatchedNew());
    json.writeNumberField("unmatched_baseline", comparison.unmatchedBaseline());
    writeArm("new", comparison.fresh());
    writeArm("baseline", comparison.baseline());
    json.writeEndObject();
  }

  private void writeArm(String name, ArmCases arm) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("n", arm.cases());
    json.writeNumberField("trials", arm.trials());
    json.writeNumberField("errors", arm.failed());
    json.writeNumberField("scorer_errors", arm.scorerErrors());
    json.writeEndObject();
  }

  private void writeScore(ScoreComparison score) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", score.name());
    writeSide("new", score.fresh());
    writeSide("baseline", score.baseline());
    json.writeNumberField("pairs", score.pairs());
    number("delta", score.delta());
    writeInterval(score.interval());
    json.writeNumberField("p_value", score.pValue());
    json.writeNumberField("adjusted_p_value", score.adjustedPValue());
    json.writeStringField("change", change(score));
    json.writeNumberField("worse", score.worse());
    json.writeNumberField("better", score.better());
    writeHealth(score);
    json.writeEndObject();
  }

  private static String change(ScoreComparison score) {
    if (score.pairs() == 0) {
      return "unknown";
    }
    return score.isBetter() ? "better" : score.isWorse() ? "worse" : "none";
  }

  private void writeSide(String name, ScoreComparison.Side side) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("n", side.cases());
    json.writeNumberField("trials", side.trials());
    json.writeNumberField("errors", side.errors());
    number("mean", side.mean());
    number("min", side.min());
    json.writeNumberField("unmatched", side.unmatched());
    json.writeEndObject();
  }

  private void writeInterval(@Nullable DeltaInterval interval) throws IOException {
    if (interval == null) {
      json.writeNullField("interval_95");
      return;
    }
    json.writeArrayFieldStart("interval_95");
    json.writeNumber(interval.lower());
    json.writeNumber(interval.upper());
    json.writeEndArray();
  }

  private void writeHealth(ScoreComparison score) throws IOException {
    json.writeArrayFieldStart("health");
    for (ScorerIssue issue : score.issues()) {
      json.writeStartObject();
      json.writeStringField("issue", issue.kind().name().toLowerCase(Locale.ROOT));
      json.writeStringField("experiment", issue.arm().word());
      json.writeNumberField("trials", issue.count());
      json.writeBooleanField("grave", issue.isGrave());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void number(String name, @Nullable Double value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }
}
