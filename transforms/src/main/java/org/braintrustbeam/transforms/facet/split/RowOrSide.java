package org.braintrustbeam.transforms.facet.split;

import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.Side;
import org.jspecify.annotations.Nullable;

/**
 * One of the two things that are brought together for an id; the other one is null.
 *
 * @param row of the run
 * @param side that the dataset has the row on
 */
@DefaultCoder(RowOrSideCoder.class)
record RowOrSide(@Nullable DatasetRow row, @Nullable Side side) {}
