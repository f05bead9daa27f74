package org.braintrustbeam.transforms.facet.split;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.DatasetRowCoder;
import org.braintrustbeam.transforms.facet.row.Side;

/** Layout: the components in their order, each with whether it is there; the side as its word. */
public final class RowOrSideCoder extends ElementCoder<RowOrSide> {
  private static final RowOrSideCoder INSTANCE = new RowOrSideCoder();
  private static final Coder<DatasetRow> ROW = NullableCoder.of(DatasetRowCoder.of());
  private static final Coder<String> SIDE = NullableCoder.of(StringUtf8Coder.of());

  private RowOrSideCoder() {}

  /** The one instance. */
  static RowOrSideCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link RowOrSide}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(RowOrSide.class), INSTANCE);
  }

  @Override
  public void encode(RowOrSide part, OutputStream out) throws IOException {
    ROW.encode(part.row(), out);
    SIDE.encode(part.side() == null ? null : part.side().word(), out);
  }

  @Override
  public RowOrSide decode(InputStream in) throws IOException {
    return new RowOrSide(ROW.decode(in), Side.of(SIDE.decode(in)));
  }
}
