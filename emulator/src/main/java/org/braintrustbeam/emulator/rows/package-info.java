/**
 * What a write does to rows, and pages of their history. Depends on {@code catalog} and {@code
 * store}.
 */
@NullMarked
package org.braintrustbeam.emulator.rows;

import org.jspecify.annotations.NullMarked;
