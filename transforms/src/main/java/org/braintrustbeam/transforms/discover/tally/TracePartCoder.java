package org.braintrustbeam.transforms.discover.tally;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.transforms.discover.tally.SpanFacts.RootFacts;

/** Layout: three bits, the models, the roots; lists with their lengths. No key. */
public final class TracePartCoder extends AtomicCoder<TracePart> {
  private static final TracePartCoder INSTANCE = new TracePartCoder();
  private static final VarIntCoder NUMBER = VarIntCoder.of();
  private static final StringUtf8Coder TEXT = StringUtf8Coder.of();
  private static final int ERROR = 1;
  private static final int LOW = 2;
  private static final int SCORED = 4;

  private TracePartCoder() {}

  static TracePartCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for a part of a trace. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(TracePart.class), INSTANCE);
  }

  @Override
  public void encode(TracePart part, OutputStream out) throws IOException {
    NUMBER.encode(
        (part.error() ? ERROR : 0) | (part.low() ? LOW : 0) | (part.scored() ? SCORED : 0), out);
    NUMBER.encode(part.models().size(), out);
    for (String model : part.models()) {
      TEXT.encode(model, out);
    }
    NUMBER.encode(part.roots().size(), out);
    for (RootFacts root : part.roots()) {
      encode(root, out);
    }
  }

  private static void encode(RootFacts root, OutputStream out) throws IOException {
    TEXT.encode(root.hour(), out);
    NUMBER.encode(root.issue() ? 1 : 0, out);
    NUMBER.encode(root.cohorts().size(), out);
    for (Cohort cohort : root.cohorts()) {
      TEXT.encode(cohort.figure().name(), out);
      TEXT.encode(cohort.name(), out);
      TEXT.encode(cohort.value(), out);
    }
  }

  @Override
  public TracePart decode(InputStream in) throws IOException {
    int bits = NUMBER.decode(in);
    Set<String> models = new LinkedHashSet<>();
    for (int left = NUMBER.decode(in); left > 0; left--) {
      models.add(TEXT.decode(in));
    }
    List<RootFacts> roots = new ArrayList<>();
    for (int left = NUMBER.decode(in); left > 0; left--) {
      roots.add(root(in));
    }
    return new TracePart(
        (bits & ERROR) != 0, (bits & LOW) != 0, (bits & SCORED) != 0, models, roots);
  }

  private static RootFacts root(InputStream in) throws IOException {
    String hour = TEXT.decode(in);
    boolean issue = NUMBER.decode(in) == 1;
    Set<Cohort> cohorts = new LinkedHashSet<>();
    for (int left = NUMBER.decode(in); left > 0; left--) {
      cohorts.add(new Cohort(Figure.valueOf(TEXT.decode(in)), TEXT.decode(in), TEXT.decode(in)));
    }
    return new RootFacts(hour, issue, cohorts);
  }
}
