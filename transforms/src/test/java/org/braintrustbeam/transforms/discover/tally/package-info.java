@NullMarked
package org.braintrustbeam.transforms.discover.tally;

import org.jspecify.annotations.NullMarked;
