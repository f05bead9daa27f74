/** Tests of single faults. */
@NullMarked
package org.braintrustbeam.emulator.faults;

import org.jspecify.annotations.NullMarked;
