/**
 * Queries over rows: what is not understood is refused by name, never ignored. {@code text} reads
 * the three notations, {@code eval} evaluates expressions, and here queries are compiled and run.
 * Depends on {@code rows} and {@code summary}.
 */
@NullMarked
package org.braintrustbeam.emulator.query;

import org.jspecify.annotations.NullMarked;
