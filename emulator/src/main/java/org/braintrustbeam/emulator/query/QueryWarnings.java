package org.braintrustbeam.emulator.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.query.eval.ColumnPath;
import org.braintrustbeam.emulator.query.eval.Expr;
import org.braintrustbeam.emulator.rows.RowType;
import org.braintrustbeam.emulator.store.KeyRange;

/** Warns of a query that would make the real service read everything there is. */
public final class QueryWarnings {
  private static final Set<String> NARROWING =
      Set.of("created", ColumnPath.XACT, ColumnPath.KEY, "id", "root_span_id");

  private static final String CODE = "missingSegmentEliminationSpecs";
  private static final String TEXT =
      "No range on created, _xact_id or _pagination_key, and no id or root_span_id:"
          + " the whole object is read";

  private QueryWarnings() {}

  public static Optional<byte[]> of(Query query) {
    return isNarrow(query) ? Optional.empty() : Optional.of(RawArray.of(List.of(warning())));
  }

  /** Under strict lint what is a warning otherwise is an error. */
  public static void refuse(Query query) {
    if (!isNarrow(query)) {
      throw ApiError.badRequest(
          "Query blocked by strict lint mode due to 1 lint:\n" + CODE + " (lint/warning): " + TEXT);
    }
  }

  /** An experiment is bounded by itself: users query all of it, under strict lint too. */
  private static boolean isNarrow(Query query) {
    if (query.from().stream().allMatch(target -> target.type() == RowType.EXPERIMENT)) {
      return true;
    }
    boolean byKey = !query.hints().keys().equals(KeyRange.ALL);
    return byKey
        || (query.where() != null
            && all(query.where())
                .anyMatch(e -> e instanceof ColumnPath p && NARROWING.contains(p.column())));
  }

  private static Stream<Expr> all(Expr expr) {
    return Stream.concat(Stream.of(expr), expr.parts().stream().flatMap(QueryWarnings::all));
  }

  private static byte[] warning() {
    return new RawObject()
        .put("code", Json.string(CODE))
        .put("message", Json.string(TEXT))
        .put("stage", Json.string("lint"))
        .put("severity", Json.string("warning"))
        .toBytes();
  }
}
