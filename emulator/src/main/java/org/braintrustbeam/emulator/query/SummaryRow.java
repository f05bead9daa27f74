package org.braintrustbeam.emulator.query;

import java.util.Set;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.query.eval.ColumnPath;
import org.braintrustbeam.emulator.store.RowVersion;
import org.jspecify.annotations.Nullable;

/** A trace as one row: the root span with scores and metrics of all its spans. */
final class SummaryRow implements PageRow {
  /** What is read of each span. */
  static final Set<String> SCANNED =
      Set.of("scores", "metrics", "span_attributes", "error", "span_type_info");

  private final Trace trace;
  private @Nullable SummaryFields fields;

  SummaryRow(Trace trace) {
    this.trace = trace;
  }

  @Override
  public RowVersion version() {
    return trace.root().version();
  }

  @Override
  public byte[] column(String name) {
    return switch (name) {
      case "scores" -> fields().scores();
      case "metrics" -> fields().metrics();
      case "span_type_info" -> fields().spanTypeInfo();
      case ColumnPath.XACT -> Json.string(Long.toString(newest()));
      default -> trace.root().column(name);
    };
  }

  /** The trace is as new as its newest span. */
  private long newest() {
    return trace.spans().stream().mapToLong(span -> span.version().xact()).max().orElse(0);
  }

  @Override
  public byte[] whole() {
    RawObject row = RawObject.parse(trace.root().whole());
    return row.put(ColumnPath.XACT, column(ColumnPath.XACT))
        .put("scores", fields().scores())
        .put("metrics", fields().metrics())
        .put("span_type_info", fields().spanTypeInfo())
        .toBytes();
  }

  private SummaryFields fields() {
    if (fields == null) {
      fields = new SummaryFields(trace);
    }
    return fields;
  }
}
