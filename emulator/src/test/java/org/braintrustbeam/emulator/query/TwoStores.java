package org.braintrustbeam.emulator.query;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.catalog.CatalogEntry;
import org.braintrustbeam.emulator.catalog.ObjectKind;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.query.text.Notation;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.store.RowStore;
import org.braintrustbeam.emulator.store.RowVersion;
import org.braintrustbeam.emulator.store.VersionKey;

/** The same rows read with headers and without. */
final class TwoStores implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final QueryOptions OPTIONS = new QueryOptions(NOW, ZoneOffset.UTC, false);

  private final Path folder = Files.createTempDirectory("two-stores");
  private final Database database = Database.openThrowAway(folder);
  private final Catalog catalog = new Catalog(database);
  private final RowStore quick = new RowStore(database);
  private final RowStore slow = new RowStore(database, 0);
  private int datasets;

  TwoStores() throws IOException {
    catalog.add(ObjectKind.PROJECT, "p", new RawObject().put("id", Json.string("p")), NOW);
  }

  /** A new dataset. */
  Rows rows() {
    String id = "d" + datasets++;
    RawObject fields = new RawObject().put("id", Json.string(id));
    return new Rows(
        catalog.add(ObjectKind.DATASET, id, fields.put("project_id", Json.string("p")), NOW));
  }

  @Override
  public void close() throws IOException {
    database.close();
    Files.delete(folder.resolve("braintrust-emulator.mv.db"));
    Files.delete(folder);
  }

  /** The rows of one dataset. */
  final class Rows {
    private final CatalogEntry dataset;
    private final Set<Integer> live = new HashSet<>();
    private long xact;

    private Rows(CatalogEntry dataset) {
      this.dataset = dataset;
    }

    String id() {
      return dataset.id();
    }

    /** The transaction, from 1. */
    long write(Map<Integer, String> rows) {
      xact++;
      rows.forEach(this::put);
      return xact;
    }

    private void put(int key, String rest) {
      String id = "r" + key;
      String body =
          rest.isEmpty() ? "" : "{\"id\":\"%s\",\"root_span_id\":\"%s\",".formatted(id, id) + rest;
      RowVersion row = new RowVersion(new VersionKey(key, xact), Json.utf8(body));
      boolean wasLive = row.deleted() ? live.remove(key) : !live.add(key);
      slow.put(dataset.number(), row, id, id, wasLive);
    }

    QueryRunner.QueryResult run(String sql, long asOf, boolean withHeaders) {
      return new QueryRunner(withHeaders ? quick : slow, query(sql), asOf).run();
    }

    /** Whether headers answer the whole query. */
    boolean grouped(String sql) {
      return HeaderGroups.answer(query(sql), quick, xact) != null;
    }

    /** How many rows are looked at. */
    int looked(String sql) {
      Query query = query(sql);
      RowAccess access = new RowAccess(quick, query.hints(), query.pageOrder(), xact);
      HeaderFilter filter = HeaderFilter.of(query.where());
      Iterator<RowVersion> rows =
          filter == null
              ? access.of(dataset.number(), null)
              : access.of(dataset.number(), null, filter);
      int looked = 0;
      for (; rows != null && rows.hasNext(); rows.next()) {
        looked++;
      }
      return looked;
    }

    private Query query(String sql) {
      return QueryCompiler.compile(Notation.read(Json.string(sql)), catalog, OPTIONS);
    }
  }
}
