/** JSON values: when two are the same, and what merging one into the other gives. No Beam here. */
@NullMarked
package org.braintrustbeam.transforms.json;

import org.jspecify.annotations.NullMarked;
