package org.braintrustbeam.emulator.query;

import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.rows.FetchPage;
import org.braintrustbeam.emulator.rows.FetchRequest;
import org.braintrustbeam.emulator.rows.RowTarget;
import org.braintrustbeam.emulator.rows.RowType;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.store.XactId;
import org.jspecify.annotations.Nullable;

/** Reads rows as of a transaction that is complete. */
public final class RowReader {
  private final Database database;
  private final RowStore rows;

  public RowReader(Database database, RowStore rows) {
    this.database = database;
    this.rows = rows;
  }

  public FetchPage fetch(RowTarget target, FetchRequest request) {
    long asOf = asOf(List.of(target), request.version(), database.head());
    return new FetchPage(rows, target.number(), asOf).read(request.limit(), request.cursor());
  }

  public QueryRunner.QueryResult query(Query query, @Nullable String version, long head) {
    return new QueryRunner(rows, query, asOf(query.from(), version, head)).run();
  }

  public long head() {
    return database.head();
  }

  private static long asOf(List<RowTarget> targets, @Nullable String version, long head) {
    if (version == null) {
      return head;
    }
    if (targets.stream().anyMatch(target -> target.type() == RowType.PROJECT_LOGS)) {
      throw ApiError.badRequest("'version' is not supported for project_logs");
    }
    return Math.min(head, XactId.parse("version", version));
  }
}
