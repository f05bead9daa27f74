package org.braintrustbeam.emulator.catalog;

import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
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
    return cut(all, CatalogEntry::id);
  }

  public <T> Stream<T> cut(List<T> all, Function<T, String> id) {
    if (before != null) {
      int end = place(all, id, before);
      return all.subList(Math.max(0, end - limit), end).stream();
    }
    return all.stream().skip(after == null ? 0 : place(all, id, after) + 1L).limit(limit);
  }

  private static <T> int place(List<T> all, Function<T, String> id, String wanted) {
    return IntStream.range(0, all.size())
        .filter(i -> id.apply(all.get(i)).equals(wanted))
        .findFirst()
        .orElseThrow(
            () -> ApiError.badRequest("No object with id '" + wanted + "' is in the list"));
  }
}
