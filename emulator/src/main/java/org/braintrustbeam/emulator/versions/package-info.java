/**
 * Names for versions of a dataset: snapshots and environments. Depends on {@code catalog} and
 * {@code store}.
 */
@NullMarked
package org.braintrustbeam.emulator.versions;

import org.jspecify.annotations.NullMarked;
