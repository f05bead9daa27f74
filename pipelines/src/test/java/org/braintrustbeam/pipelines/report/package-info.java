/** Tests of the reports, also in a browser. */
@NullMarked
package org.braintrustbeam.pipelines.report;

import org.jspecify.annotations.NullMarked;
