/** The raw floor: the same pages as a read asks for, downloaded and thrown away. */
@NullMarked
package org.braintrustbeam.bench.floor;

import org.jspecify.annotations.NullMarked;
