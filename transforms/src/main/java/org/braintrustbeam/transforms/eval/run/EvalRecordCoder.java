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
import org.jspecify.annotations.Nullable;

/** Layout: the components in their order. */
public final class EvalRecordCoder extends ElementCoder<EvalRecord> {
  private static final EvalRecordCoder INSTANCE = new EvalRecordCoder();
  private static final Coder<@Nullable ModelOutcome> JUDGE =
      NullableCoder.of(ModelOutcomeCoder.of());

  private EvalRecordCoder() {}

  /** The one instance. */
  public static EvalRecordCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link EvalRecord}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(EvalRecord.class), INSTANCE);
  }

  @Override
  public void encode(EvalRecord value, OutputStream out) throws IOException {
    EvalCaseCoder.of().encode(value.evalCase(), out);
    ModelOutcomeCoder.of().encode(value.task(), out);
    JUDGE.encode(value.judge(), out);
  }

  @Override
  public EvalRecord decode(InputStream in) throws IOException {
    return new EvalRecord(
        EvalCaseCoder.of().decode(in), ModelOutcomeCoder.of().decode(in), JUDGE.decode(in));
  }
}
