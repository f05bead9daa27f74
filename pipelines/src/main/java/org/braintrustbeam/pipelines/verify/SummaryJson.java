package org.braintrustbeam.pipelines.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.pipelines.command.ResultJson;
import org.braintrustbeam.transforms.compare.ScoreComparison;
import org.braintrustbeam.transforms.verdict.Aim;
import org.braintrustbeam.transforms.verdict.Judgement;
import org.jspecify.annotations.Nullable;

/** Lays out {@code bt-flywheel-summary.json}. */
final class SummaryJson {
  /** The contract whose keys these are. */
  private static final String CONTRACT = "bt-flywheel-handoff/v1";

  private final Finished run;
  private final JsonGenerator json;

  private SummaryJson(Finished run, JsonGenerator json) {
    this.run = run;
    this.json = json;
  }

  /** The file's bytes. */
  static byte[] of(Finished run) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ResultJson.writeObject(out, json -> new SummaryJson(run, json).write());
    return out.toByteArray();
  }

  private void write() throws IOException {
    writeRun();
    writeVerdict();
    writeExperiment();
    writeVerification();
    new SummaryScores(run, json).write();
    new SummaryCases(run, json).write();
    writeLinks();
    writeArtifacts();
    new SummarySteps(run, json).write();
    writeLoop();
  }

  private void writeRun() throws IOException {
    json.writeStringField("contract_version", CONTRACT);
    json.writeStringField("run_id", run.runId());
    json.writeStringField("timestamp", run.timestamp());
    json.writeStringField("mode", run.mode());
    json.writeStringField("goal", run.aim().goal());
    strings("phases_run", List.of("verify_decide"));
  }

  private void writeVerdict() throws IOException {
    Judgement judged = run.judgement();
    json.writeStringField("verdict", judged.outcome().word());
    json.writeStringField("outcome", judged.outcome().word()); // its name in the contract
    json.writeStringField("route", judged.route().word());
    json.writeStringField("severity", judged.severity().word());
    json.writeBooleanField("blocking", judged.blocking());
    json.writeStringField("confidence", judged.confidence().word());
    json.writeStringField("summary", judged.summary());
    strings("findings", judged.findings());
    json.writeObjectFieldStart("changes"); // verifying changes nothing
    for (String kind : List.of("agent", "measurement", "scorers", "datasets", "instrumentation")) {
      strings(kind, List.of());
    }
    json.writeEndObject();
  }

  private void writeExperiment() throws IOException {
    Arms arms = run.arms();
    NamedObject baseline = arms.baseline();
    json.writeObjectFieldStart("experiment");
    json.writeStringField("new", arms.fresh().id());
    json.writeStringField("new_name", arms.fresh().name());
    url("new_url", arms.freshUrl());
    if (baseline != null) {
      json.writeStringField("baseline", baseline.id());
      json.writeStringField("baseline_name", baseline.name());
      url("baseline_url", arms.baselineUrl());
    }
    writeDeltas();
    json.writeEndObject();
  }

  private void writeDeltas() throws IOException {
    json.writeObjectFieldStart("metric_delta");
    for (ScoreComparison score : run.comparison().scores()) {
      Double delta = score.delta();
      if (delta != null) {
        json.writeNumberField(score.name(), delta);
      }
    }
    json.writeEndObject();
  }

  private void writeVerification() throws IOException {
    Arms arms = run.arms();
    Aim aim = run.aim();
    json.writeObjectFieldStart("verification");
    json.writeStringField("status", run.status());
    json.writeStringField("baseline_experiment_id", arms.baselineId());
    json.writeStringField("baseline_experiment_url", arms.baselineUrl());
    json.writeStringField("new_experiment_id", arms.fresh().id());
    json.writeStringField("new_experiment_url", arms.freshUrl());
    json.writeStringField("score", aim.score());
    number("min_delta", aim.minDelta());
    writeDeltas();
    json.writeNumberField("regression_count", run.comparison().lossCount());
    json.writeNumberField("improvement_count", run.comparison().gainCount());
    json.writeNumberField("unreadable_rows", run.unreadable());
    strings("notes", run.judgement().notes());
    json.writeEndObject();
  }

  private void writeLinks() throws IOException {
    json.writeArrayFieldStart("links");
    writeLink("candidate", run.arms().fresh(), run.arms().freshUrl());
    NamedObject baseline = run.arms().baseline();
    if (baseline != null) {
      writeLink("baseline", baseline, run.arms().baselineUrl());
    }
    json.writeEndArray();
  }

  private void writeLink(String role, NamedObject experiment, @Nullable String url)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("type", "experiment");
    json.writeStringField("role", role);
    json.writeStringField("label", experiment.name());
    json.writeStringField("id", experiment.id());
    json.writeStringField("url", url);
    json.writeEndObject();
  }

  private void writeArtifacts() throws IOException {
    json.writeArrayFieldStart("artifacts");
    writeArtifact("summary_json", run.handoff().file(Handoff.SUMMARY));
    writeArtifact("narrative_markdown", run.handoff().file(Handoff.NARRATIVE));
    json.writeEndArray();
  }

  private void writeArtifact(String type, String path) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type);
    json.writeStringField("path", path);
    json.writeEndObject();
  }

  private void writeLoop() throws IOException {
    json.writeObjectFieldStart("loop");
    json.writeNumberField("number", run.loop());
    json.writeNumberField("most", run.aim().maxLoops());
    json.writeStringField("state_file", run.handoff().state());
    json.writeEndObject();
    json.writeStringField("loop_decision", run.judgement().loopDecision());
    json.writeStringField("loop_reasoning", run.judgement().summary());
  }

  private void url(String name, @Nullable String url) throws IOException {
    json.writeStringField(name, url == null ? "" : url);
  }

  private void number(String name, @Nullable Double value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  private void strings(String name, List<String> values) throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
