/** The connector: BraintrustIO is its one public door for pipelines. */
@NullMarked
package org.braintrustbeam.io.braintrust;

import org.jspecify.annotations.NullMarked;
