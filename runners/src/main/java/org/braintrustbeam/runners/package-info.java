/**
 * The program: finds the command, prepares what it needs, and presents how it ended.
 *
 * <p>{@link org.braintrustbeam.runners.Commands} lists the commands. No logic of theirs is here.
 */
@NullMarked
package org.braintrustbeam.runners;

import org.jspecify.annotations.NullMarked;
