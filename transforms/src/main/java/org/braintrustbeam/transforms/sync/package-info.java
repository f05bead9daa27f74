/**
 * Rows of several datasets that have the same input: which is the newest, and what the others need.
 */
@NullMarked
package org.braintrustbeam.transforms.sync;

import org.jspecify.annotations.NullMarked;
