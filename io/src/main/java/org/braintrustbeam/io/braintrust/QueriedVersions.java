package org.braintrustbeam.io.braintrust;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks for versions by SQL, {@value LookUpFn#IDS_PER_QUERY} rows a query. */
final class QueriedVersions implements CurrentVersions {
  private static final Logger LOG = LoggerFactory.getLogger(QueriedVersions.class);

  private final RowsById rows;
  private volatile boolean noSql;

  QueriedVersions(Api api) {
    this.rows = new RowsById(api, List.of("id"));
  }

  @Override
  public @Nullable Map<String, Long> of(String datasetId, Set<String> rowIds) {
    if (noSql) {
      return null;
    }
    try {
      return ask(datasetId, rowIds);
    } catch (RefusedException e) {
      if (!SqlSupport.isMissing(e)) {
        throw e;
      }
      return unknown(e);
    } catch (NoPaginationKeyException e) {
      return unknown(e);
    }
  }

  /** Reading all of the dataset before each request would cost more than the check is worth. */
  private @Nullable Map<String, Long> unknown(BraintrustException e) {
    noSql = true;
    LOG.debug("versions of rows are not checked before they are written: {}", e.getMessage());
    return null;
  }

  private Map<String, Long> ask(String datasetId, Set<String> rowIds) {
    Map<String, Long> versions = new HashMap<>();
    QueriedRows.newest(rows, datasetId, rowIds)
        .forEach((id, row) -> versions.put(id, row.xactId()));
    return versions;
  }
}
