package org.braintrustbeam.transforms.facet.call;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.transforms.facet.text.Bucket;

/** Layout: the components in their order; enums by name. */
public final class FacetCallCoder extends ElementCoder<FacetCall> {
  private static final FacetCallCoder INSTANCE = new FacetCallCoder();
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<String> TEXT_OR_NULL = NullableCoder.of(StringUtf8Coder.of());

  private static final Coder<List<String>> NAMES = ListCoder.of(StringUtf8Coder.of());

  private FacetCallCoder() {}

  /** The one instance. */
  public static FacetCallCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link FacetCall}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(FacetCall.class), INSTANCE);
  }

  @Override
  public void encode(FacetCall call, OutputStream out) throws IOException {
    CallSourceCoder.of().encode(call.source(), out);
    VarIntCoder.of().encode(call.place(), out);
    BooleanCoder.of().encode(call.shadowed(), out);
    TEXT.encode(call.facetName(), out);
    TEXT.encode(call.prompt(), out);
    TEXT.encode(call.preprocessedText(), out);
    VarIntCoder.of().encode(call.messages().size(), out);
    for (Message message : call.messages()) {
      TEXT.encode(message.role(), out);
      TEXT.encode(message.content(), out);
    }
    TEXT_OR_NULL.encode(call.productionOutput(), out);
    NAMES.encode(call.fallbacks().stream().map(Fallback::name).toList(), out);
    TEXT_OR_NULL.encode(call.splitGroup(), out);
    TEXT.encode(call.weakBucket().name(), out);
    TEXT_OR_NULL.encode(call.facetValue(), out);
  }

  @Override
  public FacetCall decode(InputStream in) throws IOException {
    return new FacetCall(
        CallSourceCoder.of().decode(in),
        VarIntCoder.of().decode(in),
        BooleanCoder.of().decode(in),
        TEXT.decode(in),
        TEXT.decode(in),
        TEXT.decode(in),
        messages(in),
        TEXT_OR_NULL.decode(in),
        fallbacks(in),
        TEXT_OR_NULL.decode(in),
        Bucket.valueOf(TEXT.decode(in)),
        TEXT_OR_NULL.decode(in));
  }

  private static List<Message> messages(InputStream in) throws IOException {
    int size = VarIntCoder.of().decode(in);
    List<Message> messages = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      messages.add(new Message(TEXT.decode(in), TEXT.decode(in)));
    }
    return messages;
  }

  private static Set<Fallback> fallbacks(InputStream in) throws IOException {
    return NAMES.decode(in).stream().map(Fallback::valueOf).collect(toSet());
  }
}
