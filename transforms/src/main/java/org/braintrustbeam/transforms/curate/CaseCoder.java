package org.braintrustbeam.transforms.curate;

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
import org.braintrustbeam.transforms.facet.call.CallSource;
import org.braintrustbeam.transforms.facet.call.CallSourceCoder;

/** Layout: the components in their order; the bucket as its word. */
public final class CaseCoder extends ElementCoder<Case> {
  private static final CaseCoder INSTANCE = new CaseCoder();
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<String> TEXT_OR_NULL = NullableCoder.of(StringUtf8Coder.of());
  private static final Coder<CallSource> SOURCE_OR_NULL = NullableCoder.of(CallSourceCoder.of());

  private CaseCoder() {}

  /** The one instance. */
  public static CaseCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link Case}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(Case.class), INSTANCE);
  }

  @Override
  public void encode(Case value, OutputStream out) throws IOException {
    TEXT.encode(value.id(), out);
    TEXT_OR_NULL.encode(value.traceId(), out);
    TEXT.encode(value.order(), out);
    RawJsonCoder.of().encode(value.input(), out);
    RawJsonCoder.of().encode(value.expected(), out);
    ScoreBucket bucket = value.bucket();
    TEXT_OR_NULL.encode(bucket == null ? null : bucket.word(), out);
    TEXT_OR_NULL.encode(value.score(), out);
    TEXT_OR_NULL.encode(value.labeler(), out);
    SOURCE_OR_NULL.encode(value.source(), out);
  }

  @Override
  public Case decode(InputStream in) throws IOException {
    return new Case(
        TEXT.decode(in),
        TEXT_OR_NULL.decode(in),
        TEXT.decode(in),
        RawJsonCoder.of().decode(in),
        RawJsonCoder.of().decode(in),
        ScoreBucket.of(TEXT_OR_NULL.decode(in)),
        TEXT_OR_NULL.decode(in),
        TEXT_OR_NULL.decode(in),
        SOURCE_OR_NULL.decode(in));
  }
}
