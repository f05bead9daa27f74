package org.braintrustbeam.io.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Layout: key, version or the empty text. */
public final class RowAtCoder extends ElementCoder<RowAt> {
  private static final RowAtCoder INSTANCE = new RowAtCoder();

  private RowAtCoder() {}

  /** The one instance. */
  public static RowAtCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link RowAt}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(RowAt.class), INSTANCE);
  }

  @Override
  public void encode(RowAt row, OutputStream out) throws IOException {
    RowKeyCoder.of().encode(row.key(), out);
    StringUtf8Coder.of().encode(row.version() == null ? "" : row.version(), out);
  }

  @Override
  public RowAt decode(InputStream in) throws IOException {
    RowKey key = RowKeyCoder.of().decode(in);
    String version = StringUtf8Coder.of().decode(in);
    return new RowAt(key, version.isEmpty() ? null : version);
  }
}
