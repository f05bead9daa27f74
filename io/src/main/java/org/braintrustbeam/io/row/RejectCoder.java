package org.braintrustbeam.io.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.jspecify.annotations.Nullable;

/** Layout 2: layout number, step, reason, detail, key, row, and the basis if there is one. */
public final class RejectCoder extends ElementCoder<Reject> {
  private static final int LAYOUT = 2;
  private static final RejectCoder INSTANCE = new RejectCoder();

  private RejectCoder() {}

  /** The one instance. */
  public static RejectCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link Reject}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(Reject.class), INSTANCE);
  }

  @Override
  public void encode(Reject reject, OutputStream out) throws IOException {
    out.write(LAYOUT);
    StringUtf8Coder.of().encode(reject.step(), out);
    StringUtf8Coder.of().encode(reject.reason().name(), out);
    StringUtf8Coder.of().encode(reject.detail(), out);
    RowKeyCoder.of().encode(reject.key(), out);
    RawJsonCoder.of().encode(reject.row(), out);
    encodeBasis(reject.basis(), out);
  }

  @Override
  public Reject decode(InputStream in) throws IOException {
    Layout.require(LAYOUT, in, "Reject");
    return new Reject(
        StringUtf8Coder.of().decode(in),
        Reject.Reason.valueOf(StringUtf8Coder.of().decode(in)),
        StringUtf8Coder.of().decode(in),
        RowKeyCoder.of().decode(in),
        RawJsonCoder.of().decode(in),
        decodeBasis(in));
  }

  private static void encodeBasis(@Nullable ChangeBasis basis, OutputStream out)
      throws IOException {
    BooleanCoder.of().encode(basis != null, out);
    if (basis != null) {
      RowKeyCoder.of().encode(basis.source(), out);
      BigEndianLongCoder.of().encode(basis.xactId(), out);
    }
  }

  private static @Nullable ChangeBasis decodeBasis(InputStream in) throws IOException {
    return BooleanCoder.of().decode(in)
        ? new ChangeBasis(RowKeyCoder.of().decode(in), BigEndianLongCoder.of().decode(in))
        : null;
  }
}
