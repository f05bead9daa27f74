/** Tests of the emulator. */
@NullMarked
package org.braintrustbeam.emulator.store;

import org.jspecify.annotations.NullMarked;
