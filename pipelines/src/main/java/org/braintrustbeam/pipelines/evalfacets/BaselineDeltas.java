package org.braintrustbeam.pipelines.evalfacets;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.transforms.compare.Comparison;
import org.braintrustbeam.transforms.compare.ComparisonTally;
import org.braintrustbeam.transforms.compare.DeltaInterval;
import org.braintrustbeam.transforms.compare.ScoreComparison;
import org.braintrustbeam.transforms.eval.score.ScoreName;
import org.jspecify.annotations.Nullable;

/**
 * How a run differs from its baseline, over the cases that both have: as {@code {experiment_id,
 * name, url, cases: {paired, unmatched_new, unmatched_baseline}, paired: [{score, facet_name, n,
 * mean_delta, ci_low, ci_high, improved, regressed, unmatched}]}}.
 *
 * @param baseline the other experiment
 * @param all the cases of both
 * @param scores those that any case has: over all facets first, then facet by facet
 */
record BaselineDeltas(Baseline baseline, Comparison all, List<ScoreDelta> scores) {

  /**
   * One score, over all facets or of one.
   *
   * @param facet its name; null for all
   * @param score what became of it
   */
  record ScoreDelta(@Nullable String facet, ScoreComparison score) {
    /** Cases of either experiment that have the score, and no partner that has it. */
    long unmatched() {
      return score.fresh().unmatched() + score.baseline().unmatched();
    }
  }

  /** Of the tallies of the facets. */
  static BaselineDeltas of(Baseline baseline, SortedMap<String, ComparisonTally> facets) {
    Comparison all =
        Comparison.of(facets.values().stream().reduce(ComparisonTally.NONE, ComparisonTally::plus));
    List<ScoreDelta> scores = new ArrayList<>();
    add(scores, null, all);
    for (Map.Entry<String, ComparisonTally> facet : facets.entrySet()) {
      add(scores, facet.getKey(), Comparison.of(facet.getValue()));
    }
    return new BaselineDeltas(baseline, all, List.copyOf(scores));
  }

  /** Other scores than ours may be in the baseline: there is nothing to compare them with. */
  private static void add(List<ScoreDelta> scores, @Nullable String facet, Comparison comparison) {
    for (ScoreName name : ScoreName.values()) {
      ScoreComparison score = comparison.score(name.label());
      if (score != null && score.fresh().cases() + score.baseline().cases() > 0) {
        scores.add(new ScoreDelta(facet, score));
      }
    }
  }

  void writeTo(JsonGenerator json) throws IOException {
    NamedObject experiment = baseline.experiment();
    json.writeStartObject();
    json.writeStringField("experiment_id", experiment.id());
    json.writeStringField("name", experiment.name());
    json.writeStringField("url", baseline.url());
    json.writeObjectFieldStart("cases");
    json.writeNumberField("paired", all.paired());
    json.writeNumberField("unmatched_new", all.unmatchedNew());
    json.writeNumberField("unmatched_baseline", all.unmatchedBaseline());
    json.writeEndObject();
    json.writeArrayFieldStart("paired");
    for (ScoreDelta score : scores) {
      write(json, score);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, ScoreDelta delta) throws IOException {
    ScoreComparison score = delta.score();
    DeltaInterval interval = score.interval();
    json.writeStartObject();
    json.writeStringField("score", score.name());
    json.writeStringField("facet_name", delta.facet());
    json.writeNumberField("n", score.pairs());
    EvalSummary.writeNumber(json, "mean_delta", score.delta());
    EvalSummary.writeNumber(json, "ci_low", interval == null ? null : (Double) interval.lower());
    EvalSummary.writeNumber(json, "ci_high", interval == null ? null : (Double) interval.upper());
    json.writeNumberField("improved", score.better());
    json.writeNumberField("regressed", score.worse());
    json.writeNumberField("unmatched", delta.unmatched());
    json.writeEndObject();
  }
}
