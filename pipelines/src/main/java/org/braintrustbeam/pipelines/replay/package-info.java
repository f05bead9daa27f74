/**
 * Changes of an earlier run that could not be written, out of its dead-letter file and once more to
 * the service: what {@code --replay} does, for every command that writes rows.
 */
@NullMarked
package org.braintrustbeam.pipelines.replay;

import org.jspecify.annotations.NullMarked;
