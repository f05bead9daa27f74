/**
 * What an experiment amounts to, and how it compares with another. Depends on {@code store} and
 * {@code json}; it knows nothing of routes and names.
 */
@NullMarked
package org.braintrustbeam.emulator.summary;

import org.jspecify.annotations.NullMarked;
