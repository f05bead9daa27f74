package org.braintrustbeam.transforms.facet.finalised;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.braintrustbeam.transforms.facet.call.FacetCallCoder;

/** Layout: the components in their order, each with whether it is there. */
public final class TracePartCoder extends ElementCoder<TracePart> {
  private static final TracePartCoder INSTANCE = new TracePartCoder();
  private static final Coder<FacetCall> CALL = NullableCoder.of(FacetCallCoder.of());
  private static final Coder<FinalFacets> FACETS = NullableCoder.of(FinalFacetsCoder.of());

  private TracePartCoder() {}

  /** Where Beam finds this coder for {@link TracePart}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(TracePart.class), INSTANCE);
  }

  @Override
  public void encode(TracePart part, OutputStream out) throws IOException {
    CALL.encode(part.call(), out);
    FACETS.encode(part.facets(), out);
  }

  @Override
  public TracePart decode(InputStream in) throws IOException {
    return new TracePart(CALL.decode(in), FACETS.decode(in));
  }
}
