package org.braintrustbeam.transforms.discover.tally;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;

/** Layout: the components in their order, part and figure as their numbers. */
public final class TallyKeyCoder extends ElementCoder<TallyKey> {
  private static final TallyKeyCoder INSTANCE = new TallyKeyCoder();
  private static final VarIntCoder NUMBER = VarIntCoder.of();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final Part[] PARTS = Part.values();
  private static final Figure[] FIGURES = Figure.values();

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
    NUMBER.encode(key.part().ordinal(), out);
    NUMBER.encode(key.figure().ordinal(), out);
    TEXT.encode(key.name(), out);
    TEXT.encode(key.value(), out);
  }

  @Override
  public TallyKey decode(InputStream in) throws IOException {
    return new TallyKey(
        PARTS[NUMBER.decode(in)], FIGURES[NUMBER.decode(in)], TEXT.decode(in), TEXT.decode(in));
  }
}
