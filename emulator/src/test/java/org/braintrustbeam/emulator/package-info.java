/** Tests of the emulator. */
@NullMarked
package org.braintrustbeam.emulator;

import org.jspecify.annotations.NullMarked;
