package org.braintrustbeam.pipelines.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.stream.Stream;
import org.braintrustbeam.transforms.verdict.Intent;
import org.braintrustbeam.transforms.verdict.NextStep;
import org.braintrustbeam.transforms.verdict.Priority;

/** The part of the summary that says what to do, in today's words and in those of older callers. */
final class SummarySteps {
  private final Finished run;
  private final JsonGenerator json;

  SummarySteps(Finished run, JsonGenerator json) {
    this.run = run;
    this.json = json;
  }

  void write() throws IOException {
    json.writeArrayFieldStart("next_steps");
    for (NextStep step : run.judgement().nextSteps()) {
      writeStep(step);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("recommended_actions");
    for (NextStep step : run.judgement().nextSteps()) {
      writeAction(step);
    }
    json.writeEndArray();
  }

  private void writeStep(NextStep step) throws IOException {
    json.writeStartObject();
    json.writeStringField("intent", step.intent().word());
    json.writeStringField("priority", step.priority().word());
    json.writeBooleanField("blocking", step.blocking());
    json.writeBooleanField("requires_human_review", step.needsReview());
    json.writeStringField("title", step.title());
    json.writeStringField("body_markdown", step.body());
    json.writeStringField("suggested_destination", step.destination().word());
    json.writeStringField("idempotency_key", key(step));
    json.writeObjectFieldStart("metadata");
    json.writeStringField("route", step.route().word());
    json.writeArrayFieldStart("scores");
    for (String score : step.scores()) {
      json.writeString(score);
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeEndObject();
  }

  private String key(NextStep step) {
    return step.idempotencyKey(run.arms().project(), run.arms().fresh().projectId(), run.aim());
  }

  private void writeAction(NextStep step) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", type(step.intent()));
    json.writeStringField("intent", intent(step.intent()));
    json.writeStringField("target", target(step.intent()));
    json.writeStringField("severity", severity(step));
    json.writeBooleanField("blocking", step.blocking());
    json.writeStringField("reason", run.judgement().summary());
    json.writeStringField("title", step.title());
    json.writeStringField("body_markdown", step.body());
    json.writeBooleanField("requires_human_review", step.needsReview());
    json.writeArrayFieldStart("evidence");
    for (String url : evidence().toList()) {
      json.writeString(url);
    }
    json.writeEndArray();
    json.writeStringField("idempotency_key", key(step));
    json.writeEndObject();
  }

  private Stream<String> evidence() {
    return Stream.of(run.arms().freshUrl(), run.arms().baselineUrl()).flatMap(Stream::ofNullable);
  }

  private String severity(NextStep step) {
    return step.priority() == Priority.LOW ? "info" : run.judgement().severity().word();
  }

  private static String type(Intent intent) {
    return switch (intent) {
      case NO_ACTION -> "none";
      case REVIEW_CHANGE -> "pull_request";
      case INVESTIGATE -> "issue";
      case LABEL_DATA -> "labeling_task";
      case RERUN -> "rerun_later";
      case NOTIFY -> "slack";
      case BLOCK_RELEASE -> "deployment_gate";
      case ROLLBACK -> "rollback";
    };
  }

  private static String intent(Intent intent) {
    return intent == Intent.REVIEW_CHANGE ? "propose_change" : intent.word();
  }

  private static String target(Intent intent) {
    return switch (intent) {
      case NO_ACTION -> "none";
      case REVIEW_CHANGE -> "github_pr";
      case INVESTIGATE -> "github_issue";
      case LABEL_DATA -> "labeling_system";
      case RERUN -> "scheduler";
      case NOTIFY -> "slack";
      case BLOCK_RELEASE, ROLLBACK -> "ci_status";
    };
  }
}
