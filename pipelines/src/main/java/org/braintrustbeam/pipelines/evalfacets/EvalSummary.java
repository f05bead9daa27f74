package org.braintrustbeam.pipelines.evalfacets;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.transforms.eval.score.ScoreName;
import org.braintrustbeam.transforms.eval.total.CaseLine;
import org.braintrustbeam.transforms.eval.total.EvalTotals;
import org.braintrustbeam.transforms.eval.total.GroupTotal;
import org.braintrustbeam.transforms.eval.total.Interval95;
import org.braintrustbeam.transforms.eval.total.ScoreTotal;
import org.jspecify.annotations.Nullable;

/** The result of a run: {@code summary.json}, and what is printed. */
record EvalSummary(EvalFacetsOptions options, EvalPlan plan, EvalStart start, EvalResult result) {

  /** Writes the members of the object. */
  void writeTo(JsonGenerator json) throws IOException {
    writeWhat(json);
    writeCounts(json);
    EvalTotals totals = result.totals();
    json.writeObjectFieldStart("overall");
    writeGroup(json, totals.overall());
    json.writeEndObject();
    json.writeArrayFieldStart("facets");
    for (Map.Entry<String, GroupTotal> facet : totals.facets().entrySet()) {
      json.writeStartObject();
      json.writeStringField("facet_name", facet.getKey());
      writeGroup(json, facet.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("unparsed_sentiment_count", totals.unparsedSentiments());
    json.writeNumberField("none_rules_disagree_count", totals.disagreements());
    writeWorst(json, totals.worst());
    writeBaseline(json);
  }

  private void writeWhat(JsonGenerator json) throws IOException {
    NamedObject experiment = start.experiment();
    json.writeStringField("experiment_id", experiment == null ? null : experiment.id());
    json.writeStringField("experiment_name", experiment == null ? null : experiment.name());
    json.writeStringField("experiment_url", start.url());
    json.writeStringField("project", plan.evalProject());
    json.writeStringField("project_id", start.projectId());
    json.writeStringField("dataset_id", start.dataset().id());
    json.writeStringField("dataset_name", start.dataset().name());
    json.writeStringField("dataset_version", start.rows().version());
    json.writeStringField("model", options.getModel());
    json.writeStringField("factuality_model", options.getFactualityModel());
    json.writeStringField("none_rule", plan.rule().word());
    json.writeNumberField("trial_count", plan.trials());
    json.writeBooleanField("send_logs", !options.getNoSendLogs());
    json.writeStringField("run_id", start.folder().id());
    json.writeStringField("run_dir", start.folder().path());
    json.writeStringField("definitions", plan.promptFile());
    json.writeObjectFieldStart("filters");
    writeList(json, "facets", plan.filter().facets());
    writeList(json, "split", plan.filter().splits());
    writeList(json, "dataset_ids", plan.filter().ids());
    json.writeFieldName("max_rows");
    if (plan.maxRows() == 0) {
      json.writeNull();
    } else {
      json.writeNumber(plan.maxRows());
    }
    json.writeEndObject();
  }

  private static void writeList(JsonGenerator json, String name, List<String> items)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String item : items) {
      json.writeString(item);
    }
    json.writeEndArray();
  }

  private void writeCounts(JsonGenerator json) throws IOException {
    EvalTotals totals = result.totals();
    json.writeNumberField("rows", totals.rows());
    json.writeObjectFieldStart("calls");
    json.writeNumberField("planned", totals.overall().cases());
    json.writeNumberField("completed", totals.overall().completed());
    json.writeNumberField("errored", totals.overall().errored());
    json.writeNumberField("reused", result.reused());
    json.writeEndObject();
    json.writeObjectFieldStart("judge");
    json.writeNumberField("completed", totals.judgeCompleted());
    json.writeNumberField("errored", totals.judgeErrored());
    json.writeNumberField("reused", result.verdictsReused());
    json.writeEndObject();
    json.writeObjectFieldStart("tokens");
    json.writeNumberField("prompt", totals.promptTokens());
    json.writeNumberField("completion", totals.completionTokens());
    json.writeEndObject();
  }

  private static void writeGroup(JsonGenerator json, GroupTotal group) throws IOException {
    json.writeNumberField("n", group.cases());
    json.writeNumberField("completed", group.completed());
    json.writeNumberField("errored", group.errored());
    json.writeArrayFieldStart("scores");
    for (ScoreTotal score : group.scores()) {
      writeScore(json, score);
    }
    json.writeEndArray();
    json.writeObjectFieldStart("confusion");
    json.writeNumberField("true_positive", group.truePositive());
    json.writeNumberField("false_positive", group.falsePositive());
    json.writeNumberField("true_negative", group.trueNegative());
    json.writeNumberField("false_negative", group.falseNegative());
    json.writeEndObject();
    writeNumber(json, "precision", group.precision());
    writeInterval(json, "precision_", group.precisionInterval());
    writeNumber(json, "recall", group.recall());
    writeInterval(json, "recall_", group.recallInterval());
    writeNumber(json, "f1", group.f1());
    writeInterval(json, "f1_", group.f1Interval());
  }

  private static void writeScore(JsonGenerator json, ScoreTotal score) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", score.name().label());
    json.writeNumberField("n", score.scored());
    json.writeNumberField("not_applicable", score.notApplicable());
    json.writeNumberField("errored", score.errored());
    writeNumber(json, "mean", score.mean());
    writeInterval(json, "", score.interval());
    json.writeArrayFieldStart("histogram");
    for (long count : score.histogram()) {
      json.writeNumber(count);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeInterval(JsonGenerator json, String of, @Nullable Interval95 interval)
      throws IOException {
    writeNumber(json, of + "ci_low", interval == null ? null : (Double) interval.low());
    writeNumber(json, of + "ci_high", interval == null ? null : (Double) interval.high());
  }

  private static void writeWorst(JsonGenerator json, List<CaseLine> worst) throws IOException {
    json.writeArrayFieldStart("worst");
    for (CaseLine line : worst) {
      json.writeStartObject();
      json.writeStringField("id", line.id());
      json.writeStringField("facet_name", line.facetName());
      json.writeNumberField("trial", line.trial());
      json.writeObjectFieldStart("scores");
      for (ScoreName name : ScoreName.values()) {
        writeNumber(json, name.label(), line.scores().get(name));
      }
      json.writeEndObject();
      json.writeStringField("url", line.url());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void writeBaseline(JsonGenerator json) throws IOException {
    BaselineDeltas deltas = result.deltas();
    json.writeFieldName("baseline");
    if (deltas == null) {
      json.writeNull();
    } else {
      deltas.writeTo(json);
    }
  }

  static void writeNumber(JsonGenerator json, String name, @Nullable Double value)
      throws IOException {
    json.writeFieldName(name);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }
}
