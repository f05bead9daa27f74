/**
 * Queries over rows: what is not understood is refused by name, never ignored. Depends on {@code
 * rows}.
 */
@NullMarked
package org.braintrustbeam.emulator.query;

import org.jspecify.annotations.NullMarked;
