package org.braintrustbeam.io.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.values.TypeDescriptor;

/** Layout: length and bytes. */
public final class RawJsonCoder extends ElementCoder<RawJson> {
  private static final RawJsonCoder INSTANCE = new RawJsonCoder();

  private RawJsonCoder() {}

  /** The one instance. */
  public static RawJsonCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link RawJson}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(RawJson.class), INSTANCE);
  }

  @Override
  public void encode(RawJson value, OutputStream out) throws IOException {
    ByteArrayCoder.of().encode(value.bytes(), out);
  }

  @Override
  public RawJson decode(InputStream in) throws IOException {
    return RawJson.wrap(ByteArrayCoder.of().decode(in));
  }
}
