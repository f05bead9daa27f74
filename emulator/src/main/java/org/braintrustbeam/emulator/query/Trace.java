package org.braintrustbeam.emulator.query;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.query.eval.Expr;
import org.braintrustbeam.emulator.query.eval.QueryRow;
import org.braintrustbeam.emulator.store.RowVersion;
import org.jspecify.annotations.Nullable;

/** All spans of a trace as of one transaction, in the order of their keys. */
final class Trace {
  /** What is read of each span, so that traces can be told apart. */
  static final Set<String> SCANNED = Set.of("root_span_id", "is_root");

  private static final int ANY_SPANS = 4;

  private final List<StoredRow> spans;
  private final StoredRow root;
  private final IdentityHashMap<Expr, Boolean> any = new IdentityHashMap<>(ANY_SPANS);

  Trace(List<StoredRow> spans) {
    this.spans = spans;
    this.root = spans.stream().filter(Trace::isRoot).findFirst().orElse(spans.get(0));
  }

  static boolean isRoot(QueryRow row) {
    return Json.isTrue(row.column("is_root"));
  }

  List<StoredRow> spans() {
    return spans;
  }

  /** The first root span; the first span if there is no root. It stands for the trace in pages. */
  StoredRow root() {
    return root;
  }

  /** Whether one span meets the condition. */
  boolean matches(@Nullable Expr where) {
    return where == null || spans.stream().anyMatch(span -> where.holds(new Span(span, this)));
  }

  /** Whether one span meets a condition; asked for every span of the trace, and reckoned once. */
  boolean any(Expr condition) {
    Boolean known = any.get(condition);
    if (known == null) {
      known = spans.stream().anyMatch(condition::holds);
      any.put(condition, known);
    }
    return known;
  }

  /** The spans that meet the condition. */
  List<? extends PageRow> shown(@Nullable Expr condition) {
    return condition == null
        ? spans
        : spans.stream().map(span -> new Span(span, this)).filter(condition::holds).toList();
  }

  /** A span that knows its trace. */
  private record Span(StoredRow row, Trace trace) implements PageRow {
    @Override
    public RowVersion version() {
      return row.version();
    }

    @Override
    public byte[] whole() {
      return row.whole();
    }

    @Override
    public byte[] column(String name) {
      return row.column(name);
    }

    @Override
    public boolean anySpan(Expr condition) {
      return trace.any(condition);
    }
  }
}
