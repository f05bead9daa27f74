package org.braintrustbeam.transforms.compare;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.BigDecimalCoder;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;

/** Layout: the components in their order; lists and maps with their size first. */
public final class ComparisonTallyCoder extends ElementCoder<ComparisonTally> {
  private static final ComparisonTallyCoder INSTANCE = new ComparisonTallyCoder();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();

  private ComparisonTallyCoder() {}

  /** The one instance. */
  static ComparisonTallyCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link ComparisonTally}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(ComparisonTally.class), INSTANCE);
  }

  /** A tally as text, to be carried in a line of a result. */
  public static String toText(ComparisonTally tally) {
    try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
      INSTANCE.encode(tally, bytes);
      return Base64.getEncoder().encodeToString(bytes.toByteArray());
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
  }

  /**
   * The tally that {@link #toText} wrote.
   *
   * @throws IOException if the text is anything else
   */
  public static ComparisonTally ofText(String text) throws IOException {
    return INSTANCE.decode(new ByteArrayInputStream(Base64.getDecoder().decode(text)));
  }

  @Override
  public void encode(ComparisonTally tally, OutputStream out) throws IOException {
    encode(tally.fresh(), out);
    encode(tally.baseline(), out);
    encode(tally.paired(), out);
    encode(tally.scores().size(), out);
    for (var score : tally.scores().entrySet()) {
      TEXT.encode(score.getKey(), out);
      encode(score.getValue(), out);
    }
  }

  @Override
  public ComparisonTally decode(InputStream in) throws IOException {
    ArmCases fresh = cases(in);
    ArmCases baseline = cases(in);
    long paired = whole(in);
    SortedMap<String, ScoreTally> scores = new TreeMap<>();
    for (long left = whole(in); left > 0; left--) {
      scores.put(TEXT.decode(in), score(in));
    }
    return new ComparisonTally(fresh, baseline, paired, scores);
  }

  private static void encode(ArmCases arm, OutputStream out) throws IOException {
    encode(arm.cases(), out);
    encode(arm.trials(), out);
    encode(arm.failed(), out);
    encode(arm.scorerErrors(), out);
  }

  private static ArmCases cases(InputStream in) throws IOException {
    return new ArmCases(whole(in), whole(in), whole(in), whole(in));
  }

  private static void encode(ScoreTally score, OutputStream out) throws IOException {
    encode(score.fresh(), out);
    encode(score.baseline(), out);
    encode(score.pairs(), out);
    encode(score.sum(), out);
    encode(score.squares(), out);
    encode(score.magnitudes(), out);
    encode(score.worse(), out);
    encode(score.better(), out);
    encode(score.losses(), out);
    encode(score.gains(), out);
  }

  private static ScoreTally score(InputStream in) throws IOException {
    return new ScoreTally(
        armScores(in),
        armScores(in),
        whole(in),
        BigDecimalCoder.of().decode(in),
        BigDecimalCoder.of().decode(in),
        magnitudes(in),
        whole(in),
        whole(in),
        changes(in),
        changes(in));
  }

  private static void encode(ArmScores arm, OutputStream out) throws IOException {
    encode(arm.cases(), out);
    encode(arm.trials(), out);
    encode(arm.errors(), out);
    encode(arm.sum(), out);
    encode(arm.least(), out);
    encode(arm.zeros(), out);
    encode(arm.ones(), out);
  }

  private static ArmScores armScores(InputStream in) throws IOException {
    return new ArmScores(
        whole(in),
        whole(in),
        whole(in),
        BigDecimalCoder.of().decode(in),
        real(in),
        whole(in),
        whole(in));
  }

  private static void encode(Magnitudes magnitudes, OutputStream out) throws IOException {
    SortedMap<Double, Long> counts = magnitudes.counts();
    BooleanCoder.of().encode(counts != null, out);
    if (counts != null) {
      encode(counts.size(), out);
      for (var count : counts.entrySet()) {
        encode(count.getKey().doubleValue(), out);
        encode(count.getValue().longValue(), out);
      }
    }
  }

  private static Magnitudes magnitudes(InputStream in) throws IOException {
    if (!BooleanCoder.of().decode(in)) {
      return new Magnitudes(null);
    }
    SortedMap<Double, Long> counts = new TreeMap<>();
    for (long left = whole(in); left > 0; left--) {
      counts.put(real(in), whole(in));
    }
    return new Magnitudes(counts);
  }

  private static void encode(List<CaseDelta> changes, OutputStream out) throws IOException {
    VarIntCoder.of().encode(changes.size(), out);
    for (CaseDelta change : changes) {
      encode(change.delta(), out);
      encode(change.fresh(), out);
      encode(change.baseline(), out);
      encode(change.freshTrace(), out);
      encode(change.baselineTrace(), out);
    }
  }

  private static List<CaseDelta> changes(InputStream in) throws IOException {
    List<CaseDelta> changes = new ArrayList<>();
    for (int left = VarIntCoder.of().decode(in); left > 0; left--) {
      changes.add(new CaseDelta(real(in), real(in), real(in), trace(in), trace(in)));
    }
    return changes;
  }

  private static void encode(TraceRef trace, OutputStream out) throws IOException {
    TEXT.encode(trace.traceId(), out);
    TEXT.encode(trace.spanId(), out);
  }

  private static TraceRef trace(InputStream in) throws IOException {
    return new TraceRef(TEXT.decode(in), TEXT.decode(in));
  }

  private static void encode(BigDecimal value, OutputStream out) throws IOException {
    BigDecimalCoder.of().encode(value, out);
  }

  private static void encode(long value, OutputStream out) throws IOException {
    VarLongCoder.of().encode(value, out);
  }

  private static long whole(InputStream in) throws IOException {
    return VarLongCoder.of().decode(in);
  }

  private static void encode(double value, OutputStream out) throws IOException {
    BigEndianLongCoder.of().encode(Double.doubleToLongBits(value), out);
  }

  private static double real(InputStream in) throws IOException {
    return Double.longBitsToDouble(BigEndianLongCoder.of().decode(in));
  }
}
