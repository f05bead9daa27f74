package org.braintrustbeam.emulator.query;

import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;

/** Says that an answer has all that was ever written: here that is always so. */
public final class Freshness {
  private Freshness() {}

  public static void describe(RawObject answer, long head) {
    byte[] xact = head == 0 ? Json.NULL : Json.string(Long.toString(head));
    answer.put(
        "realtime_state",
        new RawObject()
            .put("type", Json.string("on"))
            .put("minimum_xact_id", xact)
            .put("read_bytes", Json.utf8("0"))
            .put("actual_xact_id", xact)
            .toBytes());
    answer.put(
        "freshness_state",
        new RawObject()
            .put("last_processed_xact_id", xact)
            .put("last_considered_xact_id", xact)
            .toBytes());
  }
}
