@NullMarked
package org.braintrustbeam.transforms.discover.stats;

import org.jspecify.annotations.NullMarked;
