package org.braintrustbeam.io.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderProvider;
import org.apache.beam.sdk.coders.CoderProviders;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.braintrustbeam.io.model.ChatAnswer.Choice;
import org.braintrustbeam.io.row.ElementCoder;

/** Layout: 1 and an answer, or 2 and a failure; digest, attempts, then the others as declared. */
public final class ChatResultCoder extends ElementCoder<ChatResult> {
  private static final ChatResultCoder INSTANCE = new ChatResultCoder();
  private static final int ANSWER = 1;
  private static final int FAILURE = 2;

  private ChatResultCoder() {}

  /** The one instance. */
  public static ChatResultCoder of() {
    return INSTANCE;
  }

  /** Where Beam finds this coder for {@link ChatResult}. */
  public static CoderProvider getCoderProvider() {
    return CoderProviders.forCoder(TypeDescriptor.of(ChatResult.class), INSTANCE);
  }

  @Override
  public void encode(ChatResult result, OutputStream out) throws IOException {
    out.write(result instanceof ChatAnswer ? ANSWER : FAILURE);
    text(result.digest(), out);
    VarIntCoder.of().encode(result.attempts(), out);
    if (result instanceof ChatAnswer answer) {
      encodeAnswer(answer, out);
    } else if (result instanceof ChatFailure failure) {
      text(failure.reason().name(), out);
      text(failure.detail(), out);
    }
  }

  private static void encodeAnswer(ChatAnswer answer, OutputStream out) throws IOException {
    VarIntCoder.of().encode(answer.choices().size(), out);
    for (Choice choice : answer.choices()) {
      text(choice.text(), out);
      text(choice.finishReason(), out);
    }
    text(answer.model(), out);
    VarLongCoder.of().encode(answer.usage().input(), out);
    VarLongCoder.of().encode(answer.usage().output(), out);
    VarLongCoder.of().encode(answer.answeredAt(), out);
    VarLongCoder.of().encode(answer.millis(), out);
    BooleanCoder.of().encode(answer.reused(), out);
  }

  @Override
  public ChatResult decode(InputStream in) throws IOException {
    int kind = in.read();
    if (kind != ANSWER && kind != FAILURE) {
      throw new CoderException("a ChatResult is encoded as kind " + kind + ", this reads 1 and 2");
    }
    String digest = text(in);
    int attempts = VarIntCoder.of().decode(in);
    return kind == ANSWER
        ? decodeAnswer(digest, attempts, in)
        : new ChatFailure(digest, ChatFailure.Reason.valueOf(text(in)), text(in), attempts);
  }

  private static ChatAnswer decodeAnswer(String digest, int attempts, InputStream in)
      throws IOException {
    List<Choice> choices = new ArrayList<>();
    for (int left = VarIntCoder.of().decode(in); left > 0; left--) {
      choices.add(new Choice(text(in), text(in)));
    }
    String model = text(in);
    TokenUsage usage = new TokenUsage(number(in), number(in));
    return new ChatAnswer(
        digest,
        choices,
        model,
        usage,
        number(in),
        number(in),
        attempts,
        BooleanCoder.of().decode(in));
  }

  private static void text(String text, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(text, out);
  }

  private static String text(InputStream in) throws IOException {
    return StringUtf8Coder.of().decode(in);
  }

  private static long number(InputStream in) throws IOException {
    return VarLongCoder.of().decode(in);
  }
}
