package org.braintrustbeam.transforms.update;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.io.row.RawJsonCoder;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowChangeCoder;
import org.braintrustbeam.io.row.RowKeyCoder;
import org.jspecify.annotations.Nullable;

/** Layout: the components in their order. */
public final class UpdateOutcomeCoder extends ElementCoder<UpdateOutcome> {
  private static final UpdateOutcomeCoder INSTANCE = new UpdateOutcomeCoder();
  private static final Coder<@Nullable RowChange> CHANGE = NullableCoder.of(RowChangeCoder.of());

  private UpdateOutcomeCoder() {}

  /** The one instance. */
  public static UpdateOutcomeCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link UpdateOutcome}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(UpdateOutcome.class), INSTANCE);
  }

  @Override
  public void encode(UpdateOutcome outcome, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(outcome.kind().name(), out);
    RowKeyCoder.of().encode(outcome.key(), out);
    CHANGE.encode(outcome.change(), out);
    RawJsonCoder.of().encode(outcome.shown(), out);
  }

  @Override
  public UpdateOutcome decode(InputStream in) throws IOException {
    return new UpdateOutcome(
        UpdateOutcome.Kind.valueOf(StringUtf8Coder.of().decode(in)),
        RowKeyCoder.of().decode(in),
        CHANGE.decode(in),
        RawJsonCoder.of().decode(in));
  }
}
