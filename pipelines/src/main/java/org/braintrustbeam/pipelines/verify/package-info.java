/**
 * The command {@code verify}: a new experiment against its baseline.
 *
 * <p>The pipeline leaves one tally; statistics, verdict and files are made of it by the launcher.
 * It opens, sends and blocks nothing.
 */
@NullMarked
package org.braintrustbeam.pipelines.verify;

import org.jspecify.annotations.NullMarked;
