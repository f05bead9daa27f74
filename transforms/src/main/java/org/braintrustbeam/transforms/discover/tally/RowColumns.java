package org.braintrustbeam.transforms.discover.tally;

import java.util.List;

/** Names of the columns that tallies are made of; the second kind is computed by the service. */
public final class RowColumns {
  /** When the span was created. */
  public static final String CREATED = "created";

  /** Whether it is a root. */
  public static final String IS_ROOT = "is_root";

  /** Its trace. */
  public static final String ROOT_SPAN_ID = "root_span_id";

  /** Its scores. */
  public static final String SCORES = "scores";

  /** Its metadata. */
  public static final String METADATA = "metadata";

  /** Its tags. */
  public static final String TAGS = "tags";

  /** Its facets. */
  public static final String FACETS = "facets";

  /** Its classifications. */
  public static final String CLASSIFICATIONS = "classifications";

  /** Computed: what the span is called. */
  public static final String SPAN_NAME = "span_name";

  /** Computed: the model of a call, null for other spans. */
  public static final String CALLED_MODEL = "called_model";

  /** Computed: how long it took. */
  public static final String SECONDS = "seconds";

  /** Computed: tokens of the prompt and of the answer. */
  public static final String TOKENS = "tokens";

  /** Computed: what it cost. */
  public static final String DOLLARS = "dollars";

  /** Computed: whether it has an error. */
  public static final String HAS_ERROR = "has_error";

  /** Computed: the length class of its input. */
  public static final String INPUT_LENGTH = "input_length";

  /** What is read of every span. */
  public static final List<String> OF_SPANS = List.of(CREATED, IS_ROOT, ROOT_SPAN_ID, SCORES);

  /** What is read of roots and of records. */
  public static final List<String> OF_COHORTS = List.of(METADATA, TAGS, FACETS, CLASSIFICATIONS);

  private RowColumns() {}
}
