package org.braintrustbeam.transforms.facet.finalised;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.io.row.RawJsonCoder;
import org.braintrustbeam.transforms.facet.call.CallSourceCoder;

/** Layout: the components in their order. */
public final class FinalFacetsCoder extends ElementCoder<FinalFacets> {
  private static final FinalFacetsCoder INSTANCE = new FinalFacetsCoder();

  private FinalFacetsCoder() {}

  /** The one instance. */
  public static FinalFacetsCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link FinalFacets}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(FinalFacets.class), INSTANCE);
  }

  @Override
  public void encode(FinalFacets facets, OutputStream out) throws IOException {
    CallSourceCoder.of().encode(facets.source(), out);
    RawJsonCoder.of().encode(facets.facets(), out);
  }

  @Override
  public FinalFacets decode(InputStream in) throws IOException {
    return new FinalFacets(CallSourceCoder.of().decode(in), RawJsonCoder.of().decode(in));
  }
}
