package org.braintrustbeam.transforms.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;

/** Layout: the 32 bytes of the digest. */
public final class InputKeyCoder extends ElementCoder<InputKey> {
  private static final InputKeyCoder INSTANCE = new InputKeyCoder();
  private static final BigEndianLongCoder LONG = BigEndianLongCoder.of();

  private InputKeyCoder() {}

  /** The one instance. */
  public static InputKeyCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link InputKey}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(InputKey.class), INSTANCE);
  }

  @Override
  public void encode(InputKey key, OutputStream out) throws IOException {
    LONG.encode(key.a(), out);
    LONG.encode(key.b(), out);
    LONG.encode(key.c(), out);
    LONG.encode(key.d(), out);
  }

  @Override
  public InputKey decode(InputStream in) throws IOException {
    return new InputKey(LONG.decode(in), LONG.decode(in), LONG.decode(in), LONG.decode(in));
  }
}
