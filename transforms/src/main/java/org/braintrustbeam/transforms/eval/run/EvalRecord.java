package org.braintrustbeam.transforms.eval.run;

import org.apache.beam.sdk.coders.DefaultCoder;
import org.jspecify.annotations.Nullable;

/**
 * A case with all that models have said of it.
 *
 * @param evalCase the case
 * @param task what the model under test said
 * @param judge what the judge of facts said; null if nobody asked it
 */
@DefaultCoder(EvalRecordCoder.class)
public record EvalRecord(EvalCase evalCase, ModelOutcome task, @Nullable ModelOutcome judge) {}
