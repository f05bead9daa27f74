package org.braintrustbeam.transforms.eval.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.transforms.eval.score.JudgeVerdict;
import org.braintrustbeam.transforms.eval.score.ScoreName;
import org.braintrustbeam.transforms.facet.definition.FacetDefinition;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.json.ObjectBytes;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a case in an experiment: the root with its origin in the dataset, the task, and one
 * for each scorer that had something to say, whose own input holds what it was told: so each span
 * can be filtered and grouped by itself.
 */
public final class EvalSpans {
  private static final String SCORE = "score";

  private final Scored scored;
  private final ScorePlan plan;
  private final String experimentId;
  private final EvalCase evalCase;
  private final ModelOutcome task;
  private final String root;
  private final RawJson metadata;

  private EvalSpans(Scored scored, ScorePlan plan, String experimentId) {
    this.scored = scored;
    this.plan = plan;
    this.experimentId = experimentId;
    this.evalCase = scored.record().evalCase();
    this.task = scored.record().task();
    this.root = SpanId.of(experimentId, evalCase, SpanId.ROOT);
    this.metadata = metadata();
  }

  /** The spans, the root first. */
  public static List<RowChange> of(Scored scored, ScorePlan plan, String experimentId) {
    return new EvalSpans(scored, plan, experimentId).all();
  }

  private List<RowChange> all() {
    List<RowChange> spans = new ArrayList<>(List.of(root(), task()));
    for (String scorer : ScoreName.scorers()) {
      if (hasSpan(scorer)) {
        spans.add(score(scorer));
      }
    }
    return spans;
  }

  private boolean hasSpan(String scorer) {
    return ScoreName.of(scorer).stream().anyMatch(scored.scores()::containsKey)
        || (isFactuality(scorer) && scored.judgeError() != null);
  }

  private static boolean isFactuality(String scorer) {
    return scorer.equals(ScoreName.FACTUALITY.scorer());
  }

  private RawJson metadata() {
    Map<String, RawJson> all =
        new LinkedHashMap<>(evalCase.row().json().field("metadata").fields());
    FacetDefinition definition = scored.definition();
    all.put("dataset_row_id", JsonMerge.string(evalCase.id()));
    all.put("trial", JsonParts.number(evalCase.trial()));
    all.put("prompt_file", JsonMerge.string(plan.promptFile()));
    all.put(EvalTrial.GROUP, JsonMerge.string(scored.facetName()));
    if (definition != null) {
      all.put("facet_prompt_sha256", JsonMerge.string(definition.promptSha256()));
      all.put("facet_model", JsonMerge.string(plan.model()));
      all.put("facet_prompt_file", JsonMerge.string(plan.promptFile()));
    }
    return JsonMerge.object(all);
  }

  private RowChange root() {
    Map<String, RawJson> fields = span(SpanId.ROOT, "eval", root, null, task);
    fields.put("input", evalCase.input());
    fields.put("expected", evalCase.expected());
    fields.put("output", JsonParts.text(scored.output()));
    fields.put("error", JsonParts.text(task.error()));
    fields.put("metadata", metadata);
    fields.put("tags", evalCase.row().json().field("tags"));
    fields.put("origin", origin());
    fields.put("metrics", times(task).toJson());
    return change(root, fields);
  }

  private RawJson origin() {
    ObjectBytes origin = new ObjectBytes();
    origin.put("object_type", JsonMerge.string("dataset"));
    origin.put("object_id", JsonMerge.string(plan.datasetId()));
    origin.put("id", JsonMerge.string(evalCase.id()));
    RawJson created = evalCase.row().json().field("created");
    if (!created.isNull()) {
      origin.put("created", created);
    }
    origin.put("_xact_id", JsonMerge.string(Long.toUnsignedString(evalCase.row().xactId())));
    return origin.toJson();
  }

  private RowChange task() {
    String id = SpanId.of(experimentId, evalCase, "task");
    Map<String, RawJson> fields = span("task", "task", id, root, task);
    fields.put("input", evalCase.input());
    fields.put("output", JsonParts.text(scored.output()));
    fields.put("error", JsonParts.text(task.error()));
    ObjectBytes about = new ObjectBytes();
    about.put("model", JsonMerge.string(plan.model()));
    about.put("answered_by", JsonMerge.string(task.model()));
    fields.put("metadata", about.toJson());
    fields.put("metrics", usage(task));
    return change(id, fields);
  }

  private RowChange score(String scorer) {
    String id = SpanId.of(experimentId, evalCase, scorer);
    ModelOutcome judge = isFactuality(scorer) ? scored.record().judge() : null;
    Map<String, RawJson> fields = span(scorer, SCORE, id, root, judge == null ? task : judge);
    List<ScoreName> names = ScoreName.of(scorer);
    ObjectBytes input = new ObjectBytes();
    input.put("input", evalCase.input());
    input.put("output", JsonParts.text(scored.output()));
    input.put("expected", evalCase.expected());
    input.put("metadata", metadata);
    fields.put("input", input.toJson());
    fields.put("output", scoreOutput(names));
    fields.put("scores", JsonParts.scores(scored.scores(), names));
    fields.put("metadata", judgeMetadata(judge));
    fields.put("error", judge == null ? RawJson.NULL : JsonParts.text(scored.judgeError()));
    fields.put("metrics", judge == null ? RawJson.EMPTY_OBJECT : usage(judge));
    return change(id, fields);
  }

  /** {@code {score}}, or of a scorer that gives several {@code {name: {score}}}. */
  private RawJson scoreOutput(List<ScoreName> names) {
    if (names.size() == 1) {
      return one(names.get(0));
    }
    ObjectBytes output = new ObjectBytes();
    names.forEach(name -> output.put(name.label(), one(name)));
    return output.toJson();
  }

  private RawJson one(ScoreName name) {
    ObjectBytes score = new ObjectBytes();
    score.put("score", JsonParts.score(scored.scores().get(name)));
    return score.toJson();
  }

  private RawJson judgeMetadata(@Nullable ModelOutcome judge) {
    if (judge == null) {
      return RawJson.EMPTY_OBJECT;
    }
    ObjectBytes about = new ObjectBytes();
    about.put("model", JsonMerge.string(judge.model()));
    JudgeVerdict verdict = scored.verdict();
    if (verdict != null) {
      about.put("choice", JsonMerge.string(verdict.choice().name()));
      about.put("rationale", JsonMerge.string(verdict.rationale()));
    }
    return about.toJson();
  }

  /** What every span has; without an answer nobody knows when it was, and the service says. */
  private Map<String, RawJson> span(
      String name, String type, String id, @Nullable String parent, ModelOutcome by) {
    Map<String, RawJson> fields = new TreeMap<>();
    fields.put("span_id", JsonMerge.string(id));
    fields.put("root_span_id", JsonMerge.string(root));
    if (parent != null) {
      fields.put("span_parents", RawJson.of("[" + JsonMerge.string(parent) + "]"));
    }
    ObjectBytes attributes = new ObjectBytes();
    attributes.put("name", JsonMerge.string(name));
    attributes.put("type", JsonMerge.string(type));
    if (type.equals(SCORE)) {
      attributes.put("purpose", JsonMerge.string("scorer")); // what it took is no cost of the case
    }
    fields.put("span_attributes", attributes.toJson());
    if (by.answeredAt() > 0) {
      fields.put("created", JsonMerge.string(Instant.ofEpochMilli(by.answeredAt()).toString()));
    }
    return fields;
  }

  private static ObjectBytes times(ModelOutcome outcome) {
    ObjectBytes metrics = new ObjectBytes();
    if (outcome.answeredAt() > 0) {
      metrics.put("start", JsonParts.seconds(outcome.answeredAt() - outcome.millis()));
      metrics.put("end", JsonParts.seconds(outcome.answeredAt()));
    }
    return metrics;
  }

  private static RawJson usage(ModelOutcome outcome) {
    ObjectBytes metrics = times(outcome);
    if (outcome.text() != null) {
      long prompt = outcome.promptTokens();
      long completion = outcome.completionTokens();
      metrics.put("prompt_tokens", JsonParts.number(prompt));
      metrics.put("completion_tokens", JsonParts.number(completion));
      metrics.put("tokens", JsonParts.number(prompt + completion));
    }
    return metrics.toJson();
  }

  private RowChange change(String id, Map<String, RawJson> fields) {
    return new RowChange(
        new RowKey(experimentId, id),
        evalCase.row().key(),
        evalCase.input(),
        fields.entrySet().stream()
            .map(
                field ->
                    new FieldChange(
                        field.getKey(), RawJson.NULL, field.getValue(), FieldChange.Mode.REPLACE))
            .toList(),
        RowChange.Reason.EVALUATED,
        0);
  }
}
