package org.braintrustbeam.pipelines.createfacetdataset;

import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.jspecify.annotations.Nullable;

/**
 * A row of the run, or what its dataset holds under the same id; one of the two.
 *
 * @param row of the run
 * @param now in the dataset
 */
@DefaultCoder(RowAndNowCoder.class)
record RowAndNow(@Nullable DatasetRow row, @Nullable RowVersion now) {}
