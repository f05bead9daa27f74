/** Statistics that know nothing of rows, and that more than one part needs; depends on nothing. */
@NullMarked
package org.braintrustbeam.transforms.statistics;

import org.jspecify.annotations.NullMarked;
