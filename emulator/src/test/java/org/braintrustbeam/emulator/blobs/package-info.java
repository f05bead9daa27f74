/** Tests of files beside the rows. */
@NullMarked
package org.braintrustbeam.emulator.blobs;

import org.jspecify.annotations.NullMarked;
