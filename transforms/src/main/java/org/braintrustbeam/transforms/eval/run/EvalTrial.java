package org.braintrustbeam.transforms.eval.run;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.transforms.compare.Arm;
import org.braintrustbeam.transforms.compare.TraceRef;
import org.braintrustbeam.transforms.compare.Trial;
import org.braintrustbeam.transforms.eval.score.ScoreName;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.braintrustbeam.transforms.keys.InputKey;

/**
 * A case as a trial of the new experiment: what a comparison would read from the spans that {@link
 * EvalSpans} makes of it, whether or not they are written.
 */
public final class EvalTrial {
  /** The field of a root's metadata by which trials are grouped. */
  public static final String GROUP = "facet_name";

  private EvalTrial() {}

  /** The trial, in the group of its facet. */
  public static Trial of(Scored scored, ScorePlan plan) {
    EvalCase evalCase = scored.record().evalCase();
    String experiment = plan.experimentId();
    String root = SpanId.of(experiment == null ? "" : experiment, evalCase, SpanId.ROOT);
    Map<String, Double> scores = new HashMap<>();
    scored.scores().forEach((name, score) -> scores.put(name.label(), score));
    return new Trial(
        Arm.NEW,
        true,
        "",
        root,
        new TraceRef(root, root),
        scored.facetName(),
        Trial.originOf(JsonMerge.string(plan.datasetId()), JsonMerge.string(evalCase.id())),
        InputKey.of(evalCase.input()),
        scored.record().task().error() != null,
        scores,
        scored.judgeError() == null ? Set.of() : Set.of(ScoreName.FACTUALITY.label()));
  }
}
