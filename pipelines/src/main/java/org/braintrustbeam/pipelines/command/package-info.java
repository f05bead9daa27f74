/**
 * What every command shares: its options, what it is handed by the launcher, how it ends.
 *
 * <p>The launcher builds the command line from the getters of the options interfaces (their
 * {@code @Description}, {@code @Default}, {@link org.braintrustbeam.pipelines.command.Environment}
 * and {@link org.braintrustbeam.pipelines.command.Argument}), so a flag is declared in one place.
 */
@NullMarked
package org.braintrustbeam.pipelines.command;

import org.jspecify.annotations.NullMarked;
