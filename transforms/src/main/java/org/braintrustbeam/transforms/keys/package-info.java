/** Rows that are about the same test case: the key made of their input. */
@NullMarked
package org.braintrustbeam.transforms.keys;

import org.jspecify.annotations.NullMarked;
