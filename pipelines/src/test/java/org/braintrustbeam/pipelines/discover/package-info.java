@NullMarked
package org.braintrustbeam.pipelines.discover;

import org.jspecify.annotations.NullMarked;
