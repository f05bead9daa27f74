package org.braintrustbeam.transforms.curate;

import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.call.CallSource;
import org.jspecify.annotations.Nullable;

/**
 * What may become a row of the dataset.
 *
 * @param id of that row
 * @param traceId its trace in production; null if it is not known
 * @param order unique text that sorts the cases: the first of those that are nearly the same stays
 * @param input of the trace's root; null as long as it is not known
 * @param expected what should have come out; null if nobody has said so
 * @param bucket how production did; null if it is not known
 * @param score digits of the production score; null if it is not known
 * @param labeler who said what should have come out, e.g. a model; null if it is not known
 * @param source the span that the input is from; null if it is not known
 */
@DefaultCoder(CaseCoder.class)
public record Case(
    String id,
    @Nullable String traceId,
    String order,
    RawJson input,
    RawJson expected,
    @Nullable ScoreBucket bucket,
    @Nullable String score,
    @Nullable String labeler,
    @Nullable CallSource source) {

  /** Of a trace of which only its score is known. */
  static Case ofTrace(
      String projectId, String traceId, String order, ScoreBucket bucket, String score) {
    return new Case(
        idOf(projectId, traceId),
        traceId,
        order,
        RawJson.NULL,
        RawJson.NULL,
        bucket,
        score,
        null,
        null);
  }

  /** The id of a row that has none of its own. */
  public static String idOf(String projectId, String traceId) {
    return "flywheel:" + projectId + ':' + traceId;
  }

  /** What decides about its side: the trace, so that all rows of one are together. */
  String splitBy() {
    return traceId == null ? id : traceId;
  }

  /** The same with what its trace holds; what it has already stays. */
  Case found(RootInput root) {
    boolean hasInput = !RootInput.isEmpty(input);
    return new Case(
        id,
        traceId,
        order,
        hasInput ? input : root.input(),
        expected,
        bucket,
        score,
        labeler,
        hasInput && source != null ? source : root.source());
  }

  /** The same with a label. */
  public Case labelled(RawJson label, @Nullable String by) {
    return new Case(id, traceId, order, input, label, bucket, score, by, source);
  }

  /** Whether somebody has said what should have come out. */
  public boolean isLabelled() {
    return !expected.isNull();
  }
}
