package org.braintrustbeam.emulator.faults;

import java.io.IOException;
import java.time.Instant;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.jspecify.annotations.Nullable;

/**
 * Queries do not see the writes of the last seconds, and say so: {@code exhausted_timeout}.
 *
 * <p>Logs cannot be read at an older version: their rows are all there, and only the word is said.
 */
final class DelayedVisibility implements Fault {
  private static final long XACT_PREFIX = 0x0DE1L << 48;
  private static final long LAST_OF_SECOND = 0xFFFF;

  private final long seconds;

  private DelayedVisibility(long seconds) {
    this.seconds = seconds;
  }

  static Fault of(FaultSpec spec, Chance chance, Surroundings surroundings) {
    return new DelayedVisibility(spec.whole("seconds", 5, 1));
  }

  @Override
  public Answer on(Call call, Service service) throws IOException {
    Answer answer = service.answer(call);
    Page page = Page.of(answer);
    long visible = visible();
    String head = page.object("freshness_state").text("last_considered_xact_id");
    RawObject body = RawObject.parse(call.body());
    if (!answer.isSuccess() || isBefore(head, visible) || isBefore(body.text("version"), visible)) {
      return answer;
    }
    String text = Long.toUnsignedString(visible);
    if (Json.ascii(call.body()).contains("project_logs")) {
      return asStale(answer, text);
    }
    Call earlier = call.withBody(body.put("version", Json.string(text)).toBytes());
    return asStale(service.answer(earlier), text);
  }

  private long visible() {
    return XACT_PREFIX | (Instant.now().getEpochSecond() - seconds) << 16 | LAST_OF_SECOND;
  }

  private static boolean isBefore(@Nullable String version, long visible) {
    return version != null && Long.compareUnsigned(Long.parseUnsignedLong(version), visible) <= 0;
  }

  private static Answer asStale(Answer answer, String visible) {
    byte[] version = Json.string(visible);
    Page page = Page.of(answer);
    Answer said =
        page.with(
            "realtime_state",
            page.object("realtime_state")
                .put("type", Json.string("exhausted_timeout"))
                .put("actual_xact_id", version)
                .toBytes());
    return Page.of(said)
        .with(
            "freshness_state",
            page.object("freshness_state").put("last_processed_xact_id", version).toBytes());
  }
}
