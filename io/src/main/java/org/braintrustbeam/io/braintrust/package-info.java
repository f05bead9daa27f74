/**
 * The connector: {@link org.braintrustbeam.io.braintrust.BraintrustIO} is its one door for
 * pipelines, {@link org.braintrustbeam.io.braintrust.BraintrustClient} the one for launchers.
 *
 * <p>From the wire up: {@code OkHttpTransport} makes an attempt and guards the key. {@code
 * Requests} keeps to the limits of the process and repeats. {@code Api} knows the endpoints, {@code
 * PageScanner} and {@code Event} the bodies. {@code KeyedRead} and {@code FetchRead} know how an
 * object is read to its end, {@code ParallelPages} does so on many threads, {@code DatasetWrite}
 * writes. The transforms only wire.
 *
 * <p>How a large object is shared out: the launcher asks where its rows lie ({@code KeyCensus}),
 * and {@code ReadTask} makes a few stretches of that, for bundles. {@code Backlog} says which is
 * read next, and has {@code Cutter} cut one again where places for requests are free.
 *
 * <p>Odd on purpose: limits of requests hang on the process and not on the pipeline, because the
 * service counts requests and a runner decides how many bundles there are. Several processes have
 * fixed shares of the limits, with no server to ask: a share that lies idle costs less than a run
 * that hangs on one more thing. What they count they report into files, as the one road that every
 * cluster has; the thread that does so ends when nothing is counted. Changes are grouped by dataset
 * and batched by the DoFn, not by {@code GroupIntoBatches}: so a request is full, and an id is
 * never in two requests at once. Rows are read when a bundle ends, so that the tasks of a bundle
 * share the places.
 */
@NullMarked
package org.braintrustbeam.io.braintrust;

import org.jspecify.annotations.NullMarked;
