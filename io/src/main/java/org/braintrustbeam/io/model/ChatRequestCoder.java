package org.braintrustbeam.io.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.io.row.RawJsonCoder;

/** Layout: trial, body with its length. */
public final class ChatRequestCoder extends ElementCoder<ChatRequest> {
  private static final ChatRequestCoder INSTANCE = new ChatRequestCoder();

  private ChatRequestCoder() {}

  /** The one instance. */
  public static ChatRequestCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link ChatRequest}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(ChatRequest.class), INSTANCE);
  }

  @Override
  public void encode(ChatRequest request, OutputStream out) throws IOException {
    VarIntCoder.of().encode(request.trial(), out);
    RawJsonCoder.of().encode(request.body(), out);
  }

  @Override
  public ChatRequest decode(InputStream in) throws IOException {
    int trial = VarIntCoder.of().decode(in);
    return new ChatRequest(RawJsonCoder.of().decode(in), trial);
  }
}
