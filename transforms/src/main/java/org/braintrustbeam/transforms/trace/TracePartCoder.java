package org.braintrustbeam.transforms.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.io.row.RawJsonCoder;

/** Layout: the components in their order. */
public final class TracePartCoder extends ElementCoder<TracePart> {
  private static final TracePartCoder INSTANCE = new TracePartCoder();

  private TracePartCoder() {}

  /** The one instance. */
  static TracePartCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link TracePart}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(TracePart.class), INSTANCE);
  }

  @Override
  public void encode(TracePart part, OutputStream out) throws IOException {
    BooleanCoder.of().encode(part.isRoot(), out);
    StringUtf8Coder.of().encode(part.created(), out);
    StringUtf8Coder.of().encode(part.rowId(), out);
    RawJsonCoder.of().encode(part.json(), out);
    VarIntCoder.of().encode(part.scoresAt(), out);
    VarIntCoder.of().encode(part.scoresEnd(), out);
  }

  @Override
  public TracePart decode(InputStream in) throws IOException {
    return new TracePart(
        BooleanCoder.of().decode(in),
        StringUtf8Coder.of().decode(in),
        StringUtf8Coder.of().decode(in),
        RawJsonCoder.of().decode(in),
        VarIntCoder.of().decode(in),
        VarIntCoder.of().decode(in));
  }
}
