package org.braintrustbeam.transforms.eval.run;

import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * A span that an eval makes, or a row that is in the experiment already.
 *
 * @param span what is to be written
 * @param now what is there
 */
@DefaultCoder(SpanAndNowCoder.class)
public record SpanAndNow(@Nullable RowChange span, @Nullable RowVersion now) {}
