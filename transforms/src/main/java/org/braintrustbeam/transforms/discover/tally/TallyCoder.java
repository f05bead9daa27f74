package org.braintrustbeam.transforms.discover.tally;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * Layout: count, failing, and the parts of the values; no key, so equal ones may differ in bytes.
 */
public final class TallyCoder extends AtomicCoder<Tally> {
  private static final TallyCoder INSTANCE = new TallyCoder();
  private static final VarLongCoder NUMBER = VarLongCoder.of();
  private static final Coder<List<byte[]>> PARTS = ListCoder.of(ByteArrayCoder.of());

  private TallyCoder() {}

  /** The one instance. */
  public static TallyCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link Tally}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(Tally.class), INSTANCE);
  }

  @Override
  public void encode(Tally tally, OutputStream out) throws IOException {
    NUMBER.encode(tally.count(), out);
    NUMBER.encode(tally.failing(), out);
    PARTS.encode(tally.encodeValues(), out);
  }

  @Override
  public Tally decode(InputStream in) throws IOException {
    return Tally.decode(NUMBER.decode(in), NUMBER.decode(in), PARTS.decode(in));
  }
}
