package org.braintrustbeam.pipelines.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RejectCoder;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.io.row.RowVersionCoder;
import org.jspecify.annotations.Nullable;

/** Layout: the components in their order, each with a byte that says whether it is there. */
public final class ReplayedCoder extends ElementCoder<Replayed> {
  private static final ReplayedCoder INSTANCE = new ReplayedCoder();
  private static final Coder<@Nullable Reject> REJECT = NullableCoder.of(RejectCoder.of());
  private static final Coder<@Nullable RowVersion> ROW = NullableCoder.of(RowVersionCoder.of());

  private ReplayedCoder() {}

  /** Where Beam finds this coder for {@link Replayed}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(Replayed.class), INSTANCE);
  }

  @Override
  public void encode(Replayed replayed, OutputStream out) throws IOException {
    REJECT.encode(replayed.reject(), out);
    ROW.encode(replayed.now(), out);
  }

  @Override
  public Replayed decode(InputStream in) throws IOException {
    return new Replayed(REJECT.decode(in), ROW.decode(in));
  }
}
