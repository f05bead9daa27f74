/**
 * The element types that travel through the pipelines, each with a coder of its own.
 *
 * <p>No HTTP and no files here: this is the only part of {@code io} that transforms may use. Values
 * stay the bytes they came as ({@link org.braintrustbeam.io.row.RawJson}), so that a number keeps
 * its digits and nothing is printed that was only passed on.
 */
@NullMarked
package org.braintrustbeam.io.row;

import org.jspecify.annotations.NullMarked;
