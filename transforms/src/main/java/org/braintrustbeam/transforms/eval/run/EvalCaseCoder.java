package org.braintrustbeam.transforms.eval.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.io.row.RowVersionCoder;

/** Layout: the components in their order. */
public final class EvalCaseCoder extends ElementCoder<EvalCase> {
  private static final EvalCaseCoder INSTANCE = new EvalCaseCoder();

  private EvalCaseCoder() {}

  /** The one instance. */
  public static EvalCaseCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link EvalCase}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(EvalCase.class), INSTANCE);
  }

  @Override
  public void encode(EvalCase value, OutputStream out) throws IOException {
    RowVersionCoder.of().encode(value.row(), out);
    VarIntCoder.of().encode(value.trial(), out);
  }

  @Override
  public EvalCase decode(InputStream in) throws IOException {
    return new EvalCase(RowVersionCoder.of().decode(in), VarIntCoder.of().decode(in));
  }
}
