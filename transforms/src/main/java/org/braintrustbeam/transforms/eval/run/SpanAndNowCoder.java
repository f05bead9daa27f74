package org.braintrustbeam.transforms.eval.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowChangeCoder;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.io.row.RowVersionCoder;
import org.jspecify.annotations.Nullable;

/** Layout: the components in their order. */
public final class SpanAndNowCoder extends ElementCoder<SpanAndNow> {
  private static final SpanAndNowCoder INSTANCE = new SpanAndNowCoder();
  private static final Coder<@Nullable RowChange> SPAN = NullableCoder.of(RowChangeCoder.of());
  private static final Coder<@Nullable RowVersion> NOW = NullableCoder.of(RowVersionCoder.of());

  private SpanAndNowCoder() {}

  /** The one instance. */
  public static SpanAndNowCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link SpanAndNow}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(SpanAndNow.class), INSTANCE);
  }

  @Override
  public void encode(SpanAndNow value, OutputStream out) throws IOException {
    SPAN.encode(value.span(), out);
    NOW.encode(value.now(), out);
  }

  @Override
  public SpanAndNow decode(InputStream in) throws IOException {
    return new SpanAndNow(SPAN.decode(in), NOW.decode(in));
  }
}
