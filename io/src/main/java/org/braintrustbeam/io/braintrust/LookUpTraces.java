package org.braintrustbeam.io.braintrust;

import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.braintrustbeam.io.row.LatestRowVersion;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a project's logs that are in some traces and meet a condition; the newest version of
 * each.
 *
 * <p>Input: ids of root spans, in any number and order; bounded, in the global window. {@value
 * LookUpFn#IDS_PER_QUERY} of them go into one query, each id once. A row that is there and cannot
 * be read ends the run. Needs SQL at the data plane. Memory: the ids, and the pages in flight.
 */
public final class LookUpTraces extends PTransform<PCollection<String>, PCollection<RowVersion>> {
  private final String projectId;
  private final @Nullable ConnectionSettings connection;
  private final List<String> columns;
  private final @Nullable String condition;

  private LookUpTraces(
      String projectId,
      @Nullable ConnectionSettings connection,
      List<String> columns,
      @Nullable String condition) {
    this.projectId = projectId;
    this.connection = connection;
    this.columns = List.copyOf(columns);
    this.condition = condition;
  }

  static LookUpTraces of(String projectId) {
    return new LookUpTraces(projectId, null, List.of(), null);
  }

  /** How to reach the service. */
  public LookUpTraces withConnection(ConnectionSettings settings) {
    return new LookUpTraces(projectId, settings, columns, condition);
  }

  /** Only these columns, beside id, version and key of the row. Default: all. */
  public LookUpTraces withColumns(List<String> names) {
    names.forEach(SqlText::column);
    return new LookUpTraces(projectId, connection, names, condition);
  }

  /** Only rows that meet this condition, in the service's SQL. Default: all of the traces. */
  public LookUpTraces withFilter(String sql) {
    return new LookUpTraces(projectId, connection, columns, sql);
  }

  @Override
  public PCollection<RowVersion> expand(PCollection<String> rootSpanIds) {
    if (connection == null) {
      throw new IllegalArgumentException("lookUpTraces needs withConnection(…)");
    }
    // One shard, so that queries are full: the requests in flight do not depend on bundles.
    return rootSpanIds
        .apply("OneShard", WithKeys.of((String id) -> 0).withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), StringUtf8Coder.of()))
        .apply("Together", GroupByKey.create())
        .apply(
            "QueryTraces", ParDo.of(new LookUpTracesFn(projectId, connection, columns, condition)))
        .apply("LatestVersion", LatestRowVersion.perRow());
  }
}
