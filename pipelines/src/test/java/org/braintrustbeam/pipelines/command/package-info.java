/** Tests of the package of this name. */
@NullMarked
package org.braintrustbeam.pipelines.command;

import org.jspecify.annotations.NullMarked;
