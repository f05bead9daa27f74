package org.braintrustbeam.io.row;

import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;

/**
 * A change to make to one row of a dataset; a plan until somebody writes it.
 *
 * @param key the row to change
 * @param source the row the new values come from
 * @param input the {@code input} the row has after the change, to recognise it by
 * @param fields what to set, at least one, by ascending name
 * @param reason why
 * @param basedOnXactId {@code _xact_id} of the version that was looked at, 0 if there is none
 */
@DefaultCoder(RowChangeCoder.class)
public record RowChange(
    RowKey key,
    RowKey source,
    RawJson input,
    List<FieldChange> fields,
    Reason reason,
    long basedOnXactId) {

  /** Copies the list and checks that there is something to set. */
  public RowChange {
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("a change of " + key + " sets no field");
    }
  }

  /** Why a row changes. */
  public enum Reason {
    /** A person corrected the value in an experiment. */
    CORRECTED,
    /** As {@link #CORRECTED}, and no base version was known to check against. */
    CORRECTED_UNCHECKED,
    /** The row was deleted and is asked for again. */
    RECREATED,
    /** Another dataset has a newer value for the same input. */
    NEWER_ELSEWHERE,
    /** The dataset had no row with this input. */
    ADDED,
    /** A model labelled a production span. */
    LABELLED,
    /** It is what came of evaluating a row of a dataset. */
    EVALUATED,
    /** A case of production was labelled and chosen. */
    CURATED,
    /** An earlier run decided on it and could not write it. */
    REPLAYED
  }
}
