package org.braintrustbeam.emulator.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;

/** A finished answer as the events of a stream: one chunk with all texts, one that ends them. */
final class ChatStream {
  private ChatStream() {}

  static String of(RawObject answer) {
    List<byte[]> texts = new ArrayList<>();
    List<byte[]> ends = new ArrayList<>();
    for (byte[] item : RawArray.items(answer.get("choices"))) {
      RawObject choice = RawObject.parse(item);
      texts.add(delta(choice, choice.get("message"), Json.NULL));
      ends.add(delta(choice, Json.EMPTY_OBJECT, choice.get("finish_reason")));
    }
    return List.of(chunk(answer, texts, Json.NULL), chunk(answer, ends, answer.get("usage")))
            .stream()
            .map(chunk -> "data: " + Json.ascii(chunk) + "\n\n")
            .collect(Collectors.joining())
        + "data: [DONE]\n\n";
  }

  private static byte[] delta(RawObject choice, byte[] delta, byte[] finished) {
    return new RawObject()
        .put("index", choice.get("index"))
        .put("delta", delta)
        .put("finish_reason", finished)
        .toBytes();
  }

  private static byte[] chunk(RawObject answer, List<byte[]> choices, byte[] usage) {
    return answer
        .copy()
        .put("object", Json.string("chat.completion.chunk"))
        .put("choices", RawArray.of(choices))
        .put("usage", usage)
        .toBytes();
  }
}
