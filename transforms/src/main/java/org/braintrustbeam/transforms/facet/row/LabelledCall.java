package org.braintrustbeam.transforms.facet.row;

import java.time.Instant;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.transforms.facet.call.FacetCall;

/**
 * A call with the answer that a better model gave.
 *
 * @param call the call
 * @param expected the answer, stripped and without reasoning; not empty
 * @param model which model
 * @param generatedAt when; shown in whole seconds
 */
@DefaultCoder(LabelledCallCoder.class)
public record LabelledCall(FacetCall call, String expected, String model, Instant generatedAt) {
  /** Checks that there is an answer. */
  public LabelledCall {
    if (expected.isEmpty()) {
      throw new IllegalArgumentException("the label of " + call.rowId() + " is empty");
    }
  }
}
