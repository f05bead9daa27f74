/**
 * A local server that speaks the part of the Braintrust API that the pipelines use.
 *
 * <p>It runs as a process of its own, inside a test, or inside the command line's tour. {@link
 * org.braintrustbeam.emulator.Emulator} is the only type for others, with the {@link
 * org.braintrustbeam.emulator.faults.Faults} that it hands out. It depends on no other module, and
 * shares no code with the connector on purpose: each of the two checks the other's reading of the
 * API.
 *
 * <p>The parts, each of which uses only those before it: {@code api}, {@code json}, {@code store},
 * {@code catalog}, {@code versions}, {@code functions}, {@code rows}, {@code query}, {@code demo},
 * {@code faults}, {@code http}.
 */
@NullMarked
package org.braintrustbeam.emulator;

import org.jspecify.annotations.NullMarked;
