/**
 * Makes the rows that are measured with: the same rows every time, in an emulator's data folder.
 * Goes by the emulator's API alone.
 */
@NullMarked
package org.braintrustbeam.bench.data;

import org.jspecify.annotations.NullMarked;
