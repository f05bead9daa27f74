/** What happens to rows of any kind. */
@NullMarked
package org.braintrustbeam.transforms.rows;

import org.jspecify.annotations.NullMarked;
