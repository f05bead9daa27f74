package org.braintrustbeam.emulator;

import org.jspecify.annotations.Nullable;

/** Reads rows as of a transaction that is complete. */
final class RowReader {
  private final Database database;
  private final RowStore rows;

  RowReader(Database database, RowStore rows) {
    this.database = database;
    this.rows = rows;
  }

  FetchPage fetch(RowTarget target, FetchRequest request) {
    long asOf = asOf(target.type(), request.version(), database.head());
    return new FetchPage(rows, target.number(), asOf).read(request.limit(), request.cursor());
  }

  QueryRunner.QueryResult query(Query query, @Nullable String version, long head) {
    return new QueryRunner(rows, query, asOf(query.type(), version, head)).run();
  }

  long head() {
    return database.head();
  }

  private static long asOf(RowType type, @Nullable String version, long head) {
    if (version == null) {
      return head;
    }
    if (type == RowType.PROJECT_LOGS) {
      throw ApiError.badRequest("'version' is not supported for project_logs");
    }
    return Math.min(head, XactId.parse("version", version));
  }
}
