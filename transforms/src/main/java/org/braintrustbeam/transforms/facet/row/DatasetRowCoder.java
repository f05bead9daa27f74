package org.braintrustbeam.transforms.facet.row;

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
import org.braintrustbeam.io.row.RawJsonCoder;
import org.braintrustbeam.transforms.facet.call.CallSourceCoder;
import org.braintrustbeam.transforms.facet.text.Bucket;

/** Layout: the components in their order; the side as its word. */
public final class DatasetRowCoder extends ElementCoder<DatasetRow> {
  private static final DatasetRowCoder INSTANCE = new DatasetRowCoder();
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<String> TEXT_OR_NULL = NullableCoder.of(StringUtf8Coder.of());

  private DatasetRowCoder() {}

  /** The one instance. */
  public static DatasetRowCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link DatasetRow}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(DatasetRow.class), INSTANCE);
  }

  @Override
  public void encode(DatasetRow row, OutputStream out) throws IOException {
    TEXT.encode(row.id(), out);
    TEXT.encode(row.order(), out);
    CallSourceCoder.of().encode(row.source(), out);
    TEXT.encode(row.facetName(), out);
    TEXT.encode(row.preprocessedText(), out);
    TEXT.encode(row.expected(), out);
    TEXT.encode(row.bucket().name(), out);
    TEXT_OR_NULL.encode(row.splitGroup(), out);
    RawJsonCoder.of().encode(row.commonMetadata(), out);
    Side side = row.side();
    TEXT_OR_NULL.encode(side == null ? null : side.word(), out);
  }

  @Override
  public DatasetRow decode(InputStream in) throws IOException {
    return new DatasetRow(
        TEXT.decode(in),
        TEXT.decode(in),
        CallSourceCoder.of().decode(in),
        TEXT.decode(in),
        TEXT.decode(in),
        TEXT.decode(in),
        Bucket.valueOf(TEXT.decode(in)),
        TEXT_OR_NULL.decode(in),
        RawJsonCoder.of().decode(in),
        Side.of(TEXT_OR_NULL.decode(in)));
  }
}
