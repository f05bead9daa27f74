package org.braintrustbeam.transforms.discover.tally;

import java.util.EnumSet;
import java.util.Set;

/** What is tallied. */
public enum Figure {
  /** Spans by hour; those with an error count as failing. */
  SPANS,
  /** Traces by the hour of their root. */
  TRACES,
  /** Values of a score. */
  SCORE,
  /** Values of a score by hour. */
  SCORE_HOUR,
  /** Values of a score by tenth: 0 is below 0.1, and 9 is 0.9 and more. */
  SCORE_TENTH,
  /** Seconds of a model's calls. */
  MODEL_LATENCY,
  /** Tokens of a model's calls. */
  MODEL_TOKENS,
  /** Dollars of a model's calls. */
  MODEL_COST,
  /** Seconds of the spans of a name. */
  SPAN_LATENCY,
  /** Tokens of the spans of a name. */
  SPAN_TOKENS,
  /** Dollars of the spans of a name. */
  SPAN_COST,
  /** Traces by a value in the metadata of their root. */
  METADATA,
  /** Traces by a value of a facet of their root. */
  FACET,
  /** Traces by the first label of a classification of their root. */
  TOPIC,
  /** Traces by a tag of their root. */
  TAG,
  /** Traces by a model that was called in them. */
  MODEL,
  /** Traces by how long the input of their root is. */
  INPUT_LENGTH,
  /** Traces by what was measured of them. */
  GAP;

  /** Those that make cohorts of traces, in the order of the result. */
  public static final Set<Figure> COHORTS =
      EnumSet.of(METADATA, FACET, TOPIC, TAG, MODEL, INPUT_LENGTH);

  /** Those of calls by name. */
  public static final Set<Figure> CALLS =
      EnumSet.of(MODEL_LATENCY, MODEL_TOKENS, MODEL_COST, SPAN_LATENCY, SPAN_TOKENS, SPAN_COST);

  /** Whether there may be any number of names or values, so that rare ones are left out. */
  public boolean isOpen() {
    return COHORTS.contains(this) || CALLS.contains(this);
  }
}
