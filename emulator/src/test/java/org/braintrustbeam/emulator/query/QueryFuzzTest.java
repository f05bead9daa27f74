package org.braintrustbeam.emulator.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Any text is a query, or a request that is refused. */
class QueryFuzzTest {
  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private static final QueryOptions OPTIONS = new QueryOptions(NOW, ZoneOffset.UTC, false);

  @TempDir private static Path folder;
  private static Database database;
  private static Catalog catalog;

  @BeforeAll
  static void open() throws IOException {
    database = Database.open(Files.createTempDirectory(folder, "db"));
    catalog = new Catalog(database);
    catalog.add(ObjectKind.PROJECT, "p", new RawObject().put("id", Json.string("p")), NOW);
    RawObject fields = new RawObject().put("id", Json.string("d"));
    catalog.add(ObjectKind.DATASET, "d", fields.put("project_id", Json.string("p")), NOW);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @FuzzTest(maxDuration = "5m")
  void isReadOrRefused(byte[] bytes) {
    check(Json.string(new String(bytes, UTF_8)));
  }

  /** The notation that is JSON itself. */
  @FuzzTest(maxDuration = "5m")
  void jsonIsReadOrRefused(byte[] bytes) {
    byte[] query;
    try {
      query = RawObject.parse(bytes).toBytes();
    } catch (ApiError e) {
      return; // no JSON, and never given to the parser
    }
    check(query);
  }

  private static void check(byte[] query) {
    try {
      Query unused = QueryCompiler.compile(Notation.read(query), catalog, OPTIONS);
    } catch (ApiError e) {
      assertThat(e.getMessage(), e.status(), is(400)); // the caller's mistake
    }
  }
}
