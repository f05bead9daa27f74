package org.braintrustbeam.emulator.rows;

import io.javalin.http.Context;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Limits;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.jspecify.annotations.Nullable;

/**
 * What a caller of {@code /fetch} asks for.
 *
 * @param cursor null for the first page
 * @param version null for the newest rows
 */
public record FetchRequest(int limit, @Nullable String cursor, @Nullable String version) {

  public static FetchRequest ofBody(RawObject body) {
    refuseOldCursors(!body.isNull("max_xact_id") || !body.isNull("max_root_span_id"));
    byte[] limit = body.get("limit");
    return of(
        Json.isNull(limit) ? null : Json.ascii(limit), body.text("cursor"), body.text("version"));
  }

  public static FetchRequest ofQuery(Context ctx) {
    refuseOldCursors(
        ctx.queryParam("max_xact_id") != null || ctx.queryParam("max_root_span_id") != null);
    return of(ctx.queryParam("limit"), ctx.queryParam("cursor"), ctx.queryParam("version"));
  }

  private static FetchRequest of(
      @Nullable String limit, @Nullable String cursor, @Nullable String version) {
    return new FetchRequest(
        limit == null ? Limits.MAX : Limits.check(limit),
        cursor == null || cursor.isEmpty() ? null : cursor,
        version);
  }

  private static void refuseOldCursors(boolean present) {
    if (present) {
      throw ApiError.badRequest(
          "'max_xact_id' and 'max_root_span_id' are not supported by the emulator: use 'cursor'");
    }
  }
}
