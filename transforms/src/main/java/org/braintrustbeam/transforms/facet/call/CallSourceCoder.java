package org.braintrustbeam.transforms.facet.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.braintrustbeam.io.row.ElementCoder;

/** Layout: the components in their order. */
public final class CallSourceCoder extends ElementCoder<CallSource> {
  private static final CallSourceCoder INSTANCE = new CallSourceCoder();
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<String> TEXT_OR_NULL = NullableCoder.of(StringUtf8Coder.of());

  private CallSourceCoder() {}

  /** The one instance. */
  public static CallSourceCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(CallSource source, OutputStream out) throws IOException {
    TEXT.encode(source.id(), out);
    TEXT.encode(source.rootSpanId(), out);
    TEXT.encode(source.spanId(), out);
    TEXT_OR_NULL.encode(source.created(), out);
    BigEndianLongCoder.of().encode(source.xactId(), out);
  }

  @Override
  public CallSource decode(InputStream in) throws IOException {
    return new CallSource(
        TEXT.decode(in),
        TEXT.decode(in),
        TEXT.decode(in),
        TEXT_OR_NULL.decode(in),
        BigEndianLongCoder.of().decode(in));
  }
}
