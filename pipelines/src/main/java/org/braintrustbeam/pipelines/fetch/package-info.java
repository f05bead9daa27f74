/** The command {@code fetch}: an experiment as flat records. */
@NullMarked
package org.braintrustbeam.pipelines.fetch;

import org.jspecify.annotations.NullMarked;
