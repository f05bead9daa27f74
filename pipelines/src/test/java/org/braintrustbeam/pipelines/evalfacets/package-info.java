@NullMarked
package org.braintrustbeam.pipelines.evalfacets;

import org.jspecify.annotations.NullMarked;
