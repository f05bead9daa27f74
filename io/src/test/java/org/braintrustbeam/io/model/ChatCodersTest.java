package org.braintrustbeam.io.model;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.braintrustbeam.io.model.ChatAnswer.Choice;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;

/** The layouts are public: saved bytes must stay readable, so the golden bytes must not change. */
class ChatCodersTest {
  private static <T> void check(T value, Class<T> type, String golden) throws Exception {
    Coder<T> coder = CoderRegistry.createDefault().getCoder(type);

    CoderProperties.coderDecodeEncodeEqual(coder, value);
    CoderProperties.coderDeterministic(coder, value, value);
    CoderProperties.coderSerializable(coder);
    assertThat(
        HexFormat.of().formatHex(CoderUtils.encodeToByteArray(coder, value)), equalTo(golden));
    assertThat(
        CoderUtils.decodeFromByteArray(coder, HexFormat.of().parseHex(golden)), equalTo(value));
  }

  @Test
  void ofARequest() throws Exception {
    check(new ChatRequest(RawJson.of("{}"), 3), ChatRequest.class, "03" + "027b7d");
  }

  @Test
  void ofAnAnswer() throws Exception {
    ChatAnswer answer =
        new ChatAnswer(
            "d",
            List.of(new Choice("t", "stop"), new Choice("", "")),
            "m",
            new TokenUsage(1, 2),
            3,
            4,
            5,
            true);

    check(
        answer,
        ChatResult.class,
        "01"
            + "0164"
            + "05"
            + "02"
            + "0174"
            + "0473746f70"
            + "0000"
            + "016d"
            + "0102"
            + "0304"
            + "01");
  }

  @Test
  void ofAFailure() throws Exception {
    check(
        new ChatFailure("d", ChatFailure.Reason.EMPTY, "why", 2),
        ChatResult.class,
        "02" + "0164" + "02" + "05454d505459" + "03776879");
  }

  @Test
  void refusesAnotherKind() {
    assertThrows(
        CoderException.class,
        () -> CoderUtils.decodeFromByteArray(ChatResultCoder.of(), new byte[] {9}));
  }
}
