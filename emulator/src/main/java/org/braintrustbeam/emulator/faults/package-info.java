/**
 * Trouble on demand: what a service under load, a bad network or a dying server do to a client.
 *
 * <p>{@code Faults} is the switchboard, {@code FaultFilter} the place in the server where calls
 * pass through it. A {@code Fault} sees a whole call and its whole answer, so none of them knows of
 * servlets. Depends on {@code api} and {@code json} alone; with no fault on, a call passes as if
 * the package were not there.
 */
@NullMarked
package org.braintrustbeam.emulator.faults;

import org.jspecify.annotations.NullMarked;
