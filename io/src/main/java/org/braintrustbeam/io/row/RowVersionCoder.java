package org.braintrustbeam.io.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Layout 1: layout number, key, transaction id, deleted flag, JSON with its length. */
public final class RowVersionCoder extends ElementCoder<RowVersion> {
  private static final int LAYOUT = 1;
  private static final RowVersionCoder INSTANCE = new RowVersionCoder();

  private RowVersionCoder() {}

  /** The one instance. */
  public static RowVersionCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link RowVersion}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(RowVersion.class), INSTANCE);
  }

  @Override
  public void encode(RowVersion row, OutputStream out) throws IOException {
    out.write(LAYOUT);
    RowKeyCoder.of().encode(row.key(), out);
    BigEndianLongCoder.of().encode(row.xactId(), out);
    BooleanCoder.of().encode(row.deleted(), out);
    RawJsonCoder.of().encode(row.json(), out);
  }

  @Override
  public RowVersion decode(InputStream in) throws IOException {
    Layout.require(LAYOUT, in, "RowVersion");
    return new RowVersion(
        RowKeyCoder.of().decode(in),
        BigEndianLongCoder.of().decode(in),
        BooleanCoder.of().decode(in),
        RawJsonCoder.of().decode(in));
  }
}
