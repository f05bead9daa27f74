/**
 * One run of a command: where its result goes, its work folder, its pipeline on a runner, and its
 * progress. Whatever a run leaves on the disk on its way is removed at its end, also by Ctrl-C.
 */
@NullMarked
package org.braintrustbeam.runners.session;

import org.jspecify.annotations.NullMarked;
