package org.braintrustbeam.transforms.discover.tally;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;

/** Layout: the components in their order, part and figure by their names. */
public final class TallyKeyCoder extends ElementCoder<TallyKey> {
  private static final TallyKeyCoder INSTANCE = new TallyKeyCoder();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();

  private TallyKeyCoder() {}

  /** The one instance. */
  public static TallyKeyCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link TallyKey}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(TallyKey.class), INSTANCE);
  }

  @Override
  public void encode(TallyKey key, OutputStream out) throws IOException {
    TEXT.encode(key.part().name(), out);
    TEXT.encode(key.figure().name(), out);
    TEXT.encode(key.name(), out);
    TEXT.encode(key.value(), out);
  }

  @Override
  public TallyKey decode(InputStream in) throws IOException {
    return new TallyKey(
        Part.valueOf(TEXT.decode(in)),
        Figure.valueOf(TEXT.decode(in)),
        TEXT.decode(in),
        TEXT.decode(in));
  }
}
