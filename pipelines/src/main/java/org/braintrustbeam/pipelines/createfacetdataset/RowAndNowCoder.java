package org.braintrustbeam.pipelines.createfacetdataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.io.row.RowVersionCoder;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.DatasetRowCoder;
import org.jspecify.annotations.Nullable;

/** Layout: the components in their order, each with a byte that says whether it is there. */
public final class RowAndNowCoder extends ElementCoder<RowAndNow> {
  private static final RowAndNowCoder INSTANCE = new RowAndNowCoder();
  private static final Coder<@Nullable DatasetRow> ROW = NullableCoder.of(DatasetRowCoder.of());
  private static final Coder<@Nullable RowVersion> NOW = NullableCoder.of(RowVersionCoder.of());

  private RowAndNowCoder() {}

  /** The one instance. */
  static RowAndNowCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link RowAndNow}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(RowAndNow.class), INSTANCE);
  }

  @Override
  public void encode(RowAndNow part, OutputStream out) throws IOException {
    ROW.encode(part.row(), out);
    NOW.encode(part.now(), out);
  }

  @Override
  public RowAndNow decode(InputStream in) throws IOException {
    return new RowAndNow(ROW.decode(in), NOW.decode(in));
  }
}
