/** Where a recorded run spent its time. */
@NullMarked
package org.braintrustbeam.bench.profile;

import org.jspecify.annotations.NullMarked;
