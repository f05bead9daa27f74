package org.braintrustbeam.emulator.summary;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.emulator.json.JsonSlices;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.store.KeyRange;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.store.RowVersion;

/** Reads the cases of an experiment: one for each trace. */
public final class Cases {
  private final RowStore rows;
  private final long asOf;
  private final ComparisonKey key;

  public Cases(RowStore rows, long asOf, ComparisonKey key) {
    this.rows = rows;
    this.asOf = asOf;
    this.key = key;
  }

  List<CaseValues> of(int experiment) {
    Set<String> columns = new HashSet<>(TraceValues.COLUMNS);
    columns.add(key.column());
    Map<String, TraceValues> traces = new LinkedHashMap<>();
    Iterator<RowVersion> spans = rows.scan(experiment, KeyRange.ALL, false, asOf);
    while (spans.hasNext()) {
      RawObject span = new RawObject();
      JsonSlices.pick(spans.next().body(), columns).forEach(span::put);
      traces
          .computeIfAbsent(span.requiredText("root_span_id"), unseen -> new TraceValues(key))
          .add(span);
    }
    return traces.values().stream().map(TraceValues::values).toList();
  }
}
