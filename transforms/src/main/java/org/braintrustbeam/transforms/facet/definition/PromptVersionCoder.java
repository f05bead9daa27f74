package org.braintrustbeam.transforms.facet.definition;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.row.ElementCoder;
import org.braintrustbeam.transforms.facet.call.Message;

/** Layout: the components in their order. */
public final class PromptVersionCoder extends ElementCoder<PromptVersion> {
  private static final PromptVersionCoder INSTANCE = new PromptVersionCoder();

  private PromptVersionCoder() {}

  /** The one instance. */
  public static PromptVersionCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link PromptVersion}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(PromptVersion.class), INSTANCE);
  }

  @Override
  public void encode(PromptVersion version, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(version.prompt(), out);
    VarIntCoder.of().encode(version.messages().size(), out);
    for (Message message : version.messages()) {
      StringUtf8Coder.of().encode(message.role(), out);
      StringUtf8Coder.of().encode(message.content(), out);
    }
    StringUtf8Coder.of().encode(version.order(), out);
    VarLongCoder.of().encode(version.calls(), out);
  }

  @Override
  public PromptVersion decode(InputStream in) throws IOException {
    return new PromptVersion(
        StringUtf8Coder.of().decode(in),
        messages(in),
        StringUtf8Coder.of().decode(in),
        VarLongCoder.of().decode(in));
  }

  private static List<Message> messages(InputStream in) throws IOException {
    int size = VarIntCoder.of().decode(in);
    List<Message> messages = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      messages.add(new Message(StringUtf8Coder.of().decode(in), StringUtf8Coder.of().decode(in)));
    }
    return messages;
  }
}
