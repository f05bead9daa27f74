/**
 * What a trace and an experiment amount to, and how one experiment compares with another. Depends
 * on {@code store} and {@code json}; it knows nothing of routes and names.
 */
@NullMarked
package org.braintrustbeam.emulator.summary;

import org.jspecify.annotations.NullMarked;
