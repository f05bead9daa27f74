/**
 * The command {@code sync-datasets}: the newest answer to an input goes to every dataset that has
 * it.
 */
@NullMarked
package org.braintrustbeam.pipelines.syncdatasets;

import org.jspecify.annotations.NullMarked;
