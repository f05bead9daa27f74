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

/**
 * Layout: the components in their order, enums by name. The preprocessed text stands there once: of
 * messages only what is around it, because most of them are little more than the text.
 */
public final class FacetCallCoder extends ElementCoder<FacetCall> {
  private static final FacetCallCoder INSTANCE = new FacetCallCoder();
  private static final Coder<String> TEXT = StringUtf8Coder.of();
  private static final Coder<String> TEXT_OR_NULL = NullableCoder.of(StringUtf8Coder.of());

  private static final Coder<List<String>> TEXTS = ListCoder.of(StringUtf8Coder.of());

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
    encodeMessages(call, out);
    TEXT_OR_NULL.encode(call.productionOutput(), out);
    TEXTS.encode(call.fallbacks().stream().map(Fallback::name).toList(), out);
    TEXT_OR_NULL.encode(call.splitGroup(), out);
    TEXT.encode(call.weakBucket().name(), out);
    TEXT_OR_NULL.encode(call.facetValue(), out);
  }

  @Override
  public FacetCall decode(InputStream in) throws IOException {
    CallSource source = CallSourceCoder.of().decode(in);
    int place = VarIntCoder.of().decode(in);
    boolean shadowed = BooleanCoder.of().decode(in);
    String facetName = TEXT.decode(in);
    String prompt = TEXT.decode(in);
    String text = TEXT.decode(in);
    return new FacetCall(
        source,
        place,
        shadowed,
        facetName,
        prompt,
        text,
        decodeMessages(text, in),
        TEXT_OR_NULL.decode(in),
        fallbacks(in),
        TEXT_OR_NULL.decode(in),
        Bucket.valueOf(TEXT.decode(in)),
        TEXT_OR_NULL.decode(in));
  }

  private static void encodeMessages(FacetCall call, OutputStream out) throws IOException {
    VarIntCoder.of().encode(call.messages().size(), out);
    for (Message message : call.messages()) {
      TEXT.encode(message.role(), out);
      TEXTS.encode(around(call.preprocessedText(), message.content()), out);
    }
  }

  /** What is before, between and after a text; joined by it this is the content again. */
  private static List<String> around(String text, String content) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int at = text.isEmpty() ? -1 : content.indexOf(text); at >= 0; ) {
      pieces.add(content.substring(from, at));
      from = at + text.length();
      at = content.indexOf(text, from);
    }
    pieces.add(content.substring(from));
    return pieces;
  }

  private static List<Message> decodeMessages(String text, InputStream in) throws IOException {
    int size = VarIntCoder.of().decode(in);
    List<Message> messages = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      messages.add(new Message(TEXT.decode(in), String.join(text, TEXTS.decode(in))));
    }
    return messages;
  }

  private static Set<Fallback> fallbacks(InputStream in) throws IOException {
    return TEXTS.decode(in).stream().map(Fallback::valueOf).collect(toSet());
  }
}
