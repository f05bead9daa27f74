package org.braintrustbeam.emulator.summary;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.jspecify.annotations.Nullable;

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
    columns.addAll(Set.of("root_span_id", "is_root", key.column()));
    Map<String, TraceValues> traces = new LinkedHashMap<>();
    Map<String, String> keys = new HashMap<>();
    Iterator<RowVersion> spans = rows.scan(experiment, KeyRange.ALL, false, asOf);
    while (spans.hasNext()) {
      RawObject span = new RawObject();
      JsonSlices.pick(spans.next().body(), columns).forEach(span::put);
      String trace = span.requiredText("root_span_id");
      traces.computeIfAbsent(trace, unseen -> new TraceValues()).add(span);
      if (span.isTrue("is_root")) {
        keys.put(trace, key.of(span));
      }
    }
    List<CaseValues> cases = new ArrayList<>();
    traces.forEach((trace, values) -> cases.add(values(keys.get(trace), values)));
    return cases;
  }

  /** Cases are compared by what they took, not by when they ran. */
  private static CaseValues values(@Nullable String key, TraceValues values) {
    Map<String, BigDecimal> metrics = values.metrics();
    metrics.keySet().removeAll(Set.of("start", "end"));
    return new CaseValues(key, values.scores(), metrics);
  }
}
