package org.braintrustbeam.transforms.eval.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.jspecify.annotations.Nullable;

/** Layout: the components in their order. */
public final class ModelOutcomeCoder extends ElementCoder<ModelOutcome> {
  private static final ModelOutcomeCoder INSTANCE = new ModelOutcomeCoder();
  private static final Coder<@Nullable String> TEXT = NullableCoder.of(StringUtf8Coder.of());

  private ModelOutcomeCoder() {}

  /** The one instance. */
  public static ModelOutcomeCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link ModelOutcome}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(ModelOutcome.class), INSTANCE);
  }

  @Override
  public void encode(ModelOutcome value, OutputStream out) throws IOException {
    TEXT.encode(value.text(), out);
    TEXT.encode(value.error(), out);
    StringUtf8Coder.of().encode(value.model(), out);
    VarLongCoder.of().encode(value.answeredAt(), out);
    VarLongCoder.of().encode(value.millis(), out);
    VarLongCoder.of().encode(value.promptTokens(), out);
    VarLongCoder.of().encode(value.completionTokens(), out);
  }

  @Override
  public ModelOutcome decode(InputStream in) throws IOException {
    return new ModelOutcome(
        TEXT.decode(in),
        TEXT.decode(in),
        StringUtf8Coder.of().decode(in),
        VarLongCoder.of().decode(in),
        VarLongCoder.of().decode(in),
        VarLongCoder.of().decode(in),
        VarLongCoder.of().decode(in));
  }
}
