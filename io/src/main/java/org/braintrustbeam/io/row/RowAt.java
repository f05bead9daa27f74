package org.braintrustbeam.io.row;

import org.apache.beam.sdk.coders.DefaultCoder;
import org.jspecify.annotations.Nullable;

/**
 * A row of a dataset to look up.
 *
 * @param key which row
 * @param version the {@code _xact_id} as of which it is wanted; null for as it is now
 */
@DefaultCoder(RowAtCoder.class)
public record RowAt(RowKey key, @Nullable String version) {}
