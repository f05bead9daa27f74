/**
 * Bytes that are no rows: attachments, and requests that are too large for their route. Each is a
 * file in the data folder. Depends on {@code store}.
 */
@NullMarked
package org.braintrustbeam.emulator.blobs;

import org.jspecify.annotations.NullMarked;
