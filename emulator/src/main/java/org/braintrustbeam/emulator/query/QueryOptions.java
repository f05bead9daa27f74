package org.braintrustbeam.emulator.query;

import java.time.Instant;
import java.time.ZoneOffset;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;

/**
 * What a request says beside the query.
 *
 * @param zone where days begin
 * @param auditLog whether an answered row stands for one write of a row
 */
public record QueryOptions(Instant now, ZoneOffset zone, boolean auditLog) {
  private static final int LARGEST_OFFSET = 18 * 60;

  /**
   * Reads {@code tz_offset}.
   *
   * @param minutes that the clocks are behind UTC: 480 is Pacific Standard Time; null counts as 0
   */
  public static ZoneOffset zone(byte[] minutes) {
    if (Json.isNull(minutes)) {
      return ZoneOffset.UTC;
    }
    try {
      int offset = Integer.parseInt(Json.ascii(minutes));
      if (Math.abs(offset) <= LARGEST_OFFSET) {
        return ZoneOffset.ofTotalSeconds(-offset * 60);
      }
    } catch (NumberFormatException e) {
      // named below
    }
    throw ApiError.badRequest("'tz_offset' must be whole minutes, -1080 to 1080");
  }
}
