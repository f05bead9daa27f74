package org.braintrustbeam.transforms.compare;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.keys.InputKey;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison needs of one row of an experiment, a root or a score span; of a root, when its
 * trace has been joined, one trial of a test case with all its scores.
 *
 * @param arm which experiment
 * @param root whether the row is the root of a test case
 * @param created the row's age as text that sorts the newest first
 * @param rowId the row's id
 * @param trace where a person finds it
 * @param group the part of the experiment that it is counted in too; empty for none
 * @param origin tells by the dataset record which trials are of one case; null without a record
 * @param input tells the same by the input
 * @param failed whether the case itself ended in an error
 * @param scores by name; NaN where a scorer said that its score does not apply
 * @param errors names of the scorers that failed
 */
@DefaultCoder(TrialCoder.class)
public record Trial(
    Arm arm,
    boolean root,
    String created,
    String rowId,
    TraceRef trace,
    String group,
    @Nullable InputKey origin,
    InputKey input,
    boolean failed,
    Map<String, Double> scores,
    Set<String> errors) {

  /** Copies the scores and errors, in the order of their names. */
  public Trial {
    scores = Collections.unmodifiableMap(new TreeMap<>(scores));
    errors = Collections.unmodifiableSet(new TreeSet<>(errors));
  }

  /** What {@code origin} is of a trial on a record of a dataset; both ids as JSON. */
  public static InputKey originOf(RawJson datasetId, RawJson recordId) {
    InputKey record = InputKey.of(RawJson.of("[" + datasetId + "," + recordId + "]"));
    // So that it is no key of an input: somebody's input may be such a list too.
    return new InputKey(~record.a(), record.b(), record.c(), record.d());
  }

  Trial with(Map<String, Double> allScores, Set<String> allErrors) {
    return new Trial(
        arm, root, created, rowId, trace, group, origin, input, failed, allScores, allErrors);
  }
}
