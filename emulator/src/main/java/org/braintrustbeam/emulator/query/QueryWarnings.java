package org.braintrustbeam.emulator.query;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;

/** Warns of a query that would make the real service read everything there is. */
public final class QueryWarnings {
  private static final Set<String> NARROWING =
      Set.of("created", ColumnPath.XACT, ColumnPath.KEY, "id", "root_span_id");

  private QueryWarnings() {}

  public static Optional<byte[]> of(Query query) {
    boolean narrow =
        query.where() != null
            && all(query.where())
                .anyMatch(e -> e instanceof ColumnPath p && NARROWING.contains(p.column()));
    return narrow ? Optional.empty() : Optional.of(RawArray.of(List.of(warning())));
  }

  private static Stream<Expr> all(Expr expr) {
    return Stream.concat(Stream.of(expr), expr.parts().stream().flatMap(QueryWarnings::all));
  }

  private static byte[] warning() {
    return new RawObject()
        .put("code", Json.string("missingSegmentEliminationSpecs"))
        .put(
            "message",
            Json.string(
                "No range on created, _xact_id or _pagination_key, and no id or root_span_id:"
                    + " the whole object is read"))
        .put("stage", Json.string("lint"))
        .put("severity", Json.string("warning"))
        .toBytes();
  }
}
