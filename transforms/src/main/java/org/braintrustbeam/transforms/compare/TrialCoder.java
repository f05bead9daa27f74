package org.braintrustbeam.transforms.compare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.transforms.keys.InputKey;
import org.braintrustbeam.transforms.keys.InputKeyCoder;

/** Layout: the components in their order; maps and sets by name, their size first. */
public final class TrialCoder extends ElementCoder<Trial> {
  private static final TrialCoder INSTANCE = new TrialCoder();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final Coder<InputKey> ORIGIN = NullableCoder.of(InputKeyCoder.of());

  private TrialCoder() {}

  /** Where Beam finds this coder for {@link Trial}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(Trial.class), INSTANCE);
  }

  @Override
  public void encode(Trial trial, OutputStream out) throws IOException {
    BooleanCoder.of().encode(trial.arm() == Arm.NEW, out);
    BooleanCoder.of().encode(trial.root(), out);
    TEXT.encode(trial.created(), out);
    TEXT.encode(trial.rowId(), out);
    TEXT.encode(trial.trace().traceId(), out);
    TEXT.encode(trial.trace().spanId(), out);
    TEXT.encode(trial.group(), out);
    ORIGIN.encode(trial.origin(), out);
    InputKeyCoder.of().encode(trial.input(), out);
    BooleanCoder.of().encode(trial.failed(), out);
    VarIntCoder.of().encode(trial.scores().size(), out);
    for (var score : trial.scores().entrySet()) {
      TEXT.encode(score.getKey(), out);
      // Not by DoubleCoder, which does not call itself deterministic.
      BigEndianLongCoder.of().encode(Double.doubleToLongBits(score.getValue()), out);
    }
    VarIntCoder.of().encode(trial.errors().size(), out);
    for (String error : trial.errors()) {
      TEXT.encode(error, out);
    }
  }

  @Override
  public Trial decode(InputStream in) throws IOException {
    return new Trial(
        BooleanCoder.of().decode(in) ? Arm.NEW : Arm.BASELINE,
        BooleanCoder.of().decode(in),
        TEXT.decode(in),
        TEXT.decode(in),
        new TraceRef(TEXT.decode(in), TEXT.decode(in)),
        TEXT.decode(in),
        ORIGIN.decode(in),
        InputKeyCoder.of().decode(in),
        BooleanCoder.of().decode(in),
        scores(in),
        errors(in));
  }

  private static Map<String, Double> scores(InputStream in) throws IOException {
    Map<String, Double> scores = new TreeMap<>();
    for (int left = VarIntCoder.of().decode(in); left > 0; left--) {
      scores.put(TEXT.decode(in), Double.longBitsToDouble(BigEndianLongCoder.of().decode(in)));
    }
    return scores;
  }

  private static Set<String> errors(InputStream in) throws IOException {
    Set<String> errors = new TreeSet<>();
    for (int left = VarIntCoder.of().decode(in); left > 0; left--) {
      errors.add(TEXT.decode(in));
    }
    return errors;
  }
}
