package org.braintrustbeam.emulator.catalog;

import io.javalin.http.Context;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Limits;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a caller wants.
 *
 * @param after the id that the page starts after; null for the start of the list
 * @param before the id that the page ends before; null without one
 */
public record ListPage(int limit, @Nullable String after, @Nullable String before) {
  public static ListPage of(Context ctx) {
    String limit = ctx.queryParam("limit");
    ListPage page =
        new ListPage(
            limit == null ? Limits.MAX : Limits.check(limit),
            ctx.queryParam("starting_after"),
            ctx.queryParam("ending_before"));
    if (page.after != null && page.before != null) {
      throw ApiError.badRequest("Only one of 'starting_after' and 'ending_before' may be given");
    }
    return page;
  }

  public Stream<CatalogEntry> cut(List<CatalogEntry> all) {
    if (before != null) {
      int end = place(all, before);
      return all.subList(Math.max(0, end - limit), end).stream();
    }
    return all.stream().skip(after == null ? 0 : place(all, after) + 1L).limit(limit);
  }

  private static int place(List<CatalogEntry> all, String id) {
    return IntStream.range(0, all.size())
        .filter(i -> all.get(i).id().equals(id))
        .findFirst()
        .orElseThrow(() -> ApiError.badRequest("No object with id '" + id + "' is in the list"));
  }
}
