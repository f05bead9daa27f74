package org.braintrustbeam.io.braintrust;

import java.io.Serializable;

/**
 * What one bundle reads, and what of it.
 *
 * @param task which rows of which object
 * @param selection what is asked for of them
 */
record SelectedTask(ReadTask task, Selection selection) implements Serializable {}
