package org.braintrustbeam.io.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Layout: object id, row id; both as length and UTF-8. */
public final class RowKeyCoder extends ElementCoder<RowKey> {
  private static final RowKeyCoder INSTANCE = new RowKeyCoder();
  private static final StringUtf8Coder STRING = StringUtf8Coder.of();

  private RowKeyCoder() {}

  /** The one instance. */
  public static RowKeyCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link RowKey}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(RowKey.class), INSTANCE);
  }

  @Override
  public void encode(RowKey key, OutputStream out) throws IOException {
    STRING.encode(key.objectId(), out);
    STRING.encode(key.rowId(), out);
  }

  @Override
  public RowKey decode(InputStream in) throws IOException {
    return new RowKey(STRING.decode(in), STRING.decode(in));
  }
}
