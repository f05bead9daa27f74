package org.braintrustbeam.transforms.curate;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;

/** Layout: id, order, the minima. */
public final class SketchCoder extends ElementCoder<Sketch> {
  private static final SketchCoder INSTANCE = new SketchCoder();

  private SketchCoder() {}

  /** The one instance. */
  static SketchCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link Sketch}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(Sketch.class), INSTANCE);
  }

  @Override
  public void encode(Sketch sketch, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(sketch.id(), out);
    StringUtf8Coder.of().encode(sketch.order(), out);
    ByteArrayCoder.of().encode(sketch.minima(), out);
  }

  @Override
  public Sketch decode(InputStream in) throws IOException {
    return new Sketch(
        StringUtf8Coder.of().decode(in),
        StringUtf8Coder.of().decode(in),
        ByteArrayCoder.of().decode(in));
  }
}
