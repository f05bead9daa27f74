/** The {@code quickstart} command: the other commands, one after the other, on sample data. */
@NullMarked
package org.braintrustbeam.runners.tour;

import org.jspecify.annotations.NullMarked;
