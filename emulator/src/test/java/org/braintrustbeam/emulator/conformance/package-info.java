/**
 * Braintrust's own clients against the emulator. They are Node programs: see {@code conformance}.
 */
@NullMarked
package org.braintrustbeam.emulator.conformance;

import org.jspecify.annotations.NullMarked;
