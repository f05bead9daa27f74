/**
 * The command {@code discover}: what happens in production, which traces fail, and what is not
 * measured. Tallies come from a scan of the spans or from queries ({@link
 * org.braintrustbeam.pipelines.discover.PushDown}); everything else is the same for both.
 */
@NullMarked
package org.braintrustbeam.pipelines.discover;

import org.jspecify.annotations.NullMarked;
