package org.braintrustbeam.transforms.facet.row;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import org.apache.beam.sdk.coders.BigEndianLongCoder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.transforms.facet.call.FacetCallCoder;

/** Layout: the components in their order, the instant as seconds and nanoseconds. */
public final class LabelledCallCoder extends ElementCoder<LabelledCall> {
  private static final LabelledCallCoder INSTANCE = new LabelledCallCoder();

  private LabelledCallCoder() {}

  /** The one instance. */
  public static LabelledCallCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link LabelledCall}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(LabelledCall.class), INSTANCE);
  }

  @Override
  public void encode(LabelledCall labelled, OutputStream out) throws IOException {
    FacetCallCoder.of().encode(labelled.call(), out);
    StringUtf8Coder.of().encode(labelled.expected(), out);
    StringUtf8Coder.of().encode(labelled.model(), out);
    Instant at = labelled.generatedAt();
    BigEndianLongCoder.of().encode(at.getEpochSecond(), out);
    VarIntCoder.of().encode(at.getNano(), out);
  }

  @Override
  public LabelledCall decode(InputStream in) throws IOException {
    return new LabelledCall(
        FacetCallCoder.of().decode(in),
        StringUtf8Coder.of().decode(in),
        StringUtf8Coder.of().decode(in),
        Instant.ofEpochSecond(BigEndianLongCoder.of().decode(in), VarIntCoder.of().decode(in)));
  }
}
