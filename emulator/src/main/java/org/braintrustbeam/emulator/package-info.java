/**
 * A local server that speaks the part of the Braintrust API that the pipelines use.
 *
 * <p>It runs as a process of its own, inside a test, or inside the command line's tour. {@link
 * org.braintrustbeam.emulator.Emulator} is the only public type. It depends on no other module, and
 * shares no code with the connector on purpose: each of the two checks the other's reading of the
 * API.
 *
 * <p>The parts, from the bottom up:
 *
 * <ul>
 *   <li>JSON as bytes ({@code Json}, {@code JsonSlices}, {@code RawObject}, {@code JsonMerge}):
 *       values are cut out and moved, never parsed and printed again, so a number keeps the digits
 *       it came with.
 *   <li>Versions ({@code Versions}, {@code RowStore}): every version of every row, by key range, by
 *       transaction, by id and by trace. A reader names the transaction it reads at, so it never
 *       sees half of a write.
 *   <li>Writing ({@code Transaction}, {@code EventApplier}): what a request does to rows.
 *   <li>SQL ({@code SqlReader}, {@code ExprReader}, {@code QueryRunner}): what is not understood is
 *       refused by name, never ignored.
 *   <li>HTTP ({@code ...Routes}): bodies in, bodies out.
 * </ul>
 */
@NullMarked
package org.braintrustbeam.emulator;

import org.jspecify.annotations.NullMarked;
