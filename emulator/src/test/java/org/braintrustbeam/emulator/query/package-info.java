/** Tests of the emulator. */
@NullMarked
package org.braintrustbeam.emulator.query;

import org.jspecify.annotations.NullMarked;
