package org.braintrustbeam.emulator.query;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.ObjectKind;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.query.text.Notation;
import org.braintrustbeam.emulator.store.Database;

/** Compiles queries over a dataset {@code d}, of which any may be wrong. */
final class QueryCheck implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final QueryOptions OPTIONS = new QueryOptions(NOW, ZoneOffset.UTC, false);

  private final Database database;
  private final Catalog catalog;

  QueryCheck(Path folder) throws IOException {
    database = Database.open(folder);
    catalog = new Catalog(database);
    catalog.add(ObjectKind.PROJECT, "p", new RawObject().put("id", Json.string("p")), NOW);
    RawObject fields = new RawObject().put("id", Json.string("d"));
    catalog.add(ObjectKind.DATASET, "d", fields.put("project_id", Json.string("p")), NOW);
  }

  /** It compiles, or is refused as the caller's mistake. */
  void isReadOrRefused(byte[] query) {
    try {
      Query unused = QueryCompiler.compile(Notation.read(query), catalog, OPTIONS);
    } catch (ApiError e) {
      assertThat(e.getMessage(), e.status(), is(400));
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
