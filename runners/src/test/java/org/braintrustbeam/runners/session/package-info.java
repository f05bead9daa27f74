/** Tests of the parts of a run. */
@NullMarked
package org.braintrustbeam.runners.session;

import org.jspecify.annotations.NullMarked;
