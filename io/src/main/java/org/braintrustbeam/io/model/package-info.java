/**
 * The calling of models, for labels and for evals: {@link org.braintrustbeam.io.model.CallModel}
 * asks, {@link org.braintrustbeam.io.model.EstimateCalls} says beforehand what that would cost.
 *
 * <p>From the wire up: {@code ChatCall} makes the attempts at one request and {@code ChatVerdict}
 * says what each came to; {@code Gate} lets them out, so many at a time in the whole process;
 * {@code ModelClient} is the two together. {@code AnswerStore} keeps what was bought, {@code
 * Answers} asks it first. {@code CallsUnderWay} is what a bundle waits for. The transforms only
 * wire.
 *
 * <p>Odd on purpose: requests are shuffled by a hash into few shards before they are asked. A
 * runner may hand over bundles of one element, and a bundle waits for its answers; equal requests
 * meet in a shard, so they are paid once. An answer counts only when it is on the disk, as money
 * was paid for it. What a key is refused for ends the run, what one request is refused for is its
 * own failure.
 */
@NullMarked
package org.braintrustbeam.io.model;

import org.jspecify.annotations.NullMarked;
