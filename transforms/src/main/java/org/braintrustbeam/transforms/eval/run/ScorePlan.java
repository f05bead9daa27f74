package org.braintrustbeam.transforms.eval.run;

import java.io.Serializable;
import org.braintrustbeam.transforms.eval.score.EvalNone;
import org.jspecify.annotations.Nullable;

/**
 * What all cases of a run have in common.
 *
 * @param datasetId of the dataset
 * @param experimentId of the experiment; null if none is written
 * @param experimentUrl its page; null if it is not known
 * @param model that is under test, as it is asked for
 * @param promptFile the file of the definitions, as it was named
 * @param rule what counts as nothing
 */
public record ScorePlan(
    String datasetId,
    @Nullable String experimentId,
    @Nullable String experimentUrl,
    String model,
    String promptFile,
    EvalNone rule)
    implements Serializable {

  /** Where a person can look at a case; null if that is not known. */
  @Nullable String url(EvalCase evalCase) {
    if (experimentUrl == null || experimentId == null) {
      return null;
    }
    String root = SpanId.of(experimentId, evalCase, SpanId.ROOT);
    return experimentUrl + "?r=" + root + "&s=" + root;
  }
}
