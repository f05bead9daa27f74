package org.braintrustbeam.emulator;

import java.io.IOException;
import java.time.Clock;
import org.braintrustbeam.emulator.blobs.Attachments;
import org.braintrustbeam.emulator.blobs.BlobFolder;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.demo.DemoData;
import org.braintrustbeam.emulator.functions.Functions;
import org.braintrustbeam.emulator.http.AttachmentRoutes;
import org.braintrustbeam.emulator.http.BtqlRoutes;
import org.braintrustbeam.emulator.http.CatalogRoutes;
import org.braintrustbeam.emulator.http.ControlPlaneRoutes;
import org.braintrustbeam.emulator.http.EnvironmentRoutes;
import org.braintrustbeam.emulator.http.EventRoutes;
import org.braintrustbeam.emulator.http.FunctionRoutes;
import org.braintrustbeam.emulator.http.HttpServer;
import org.braintrustbeam.emulator.http.Logs3Routes;
import org.braintrustbeam.emulator.http.OtelRoutes;
import org.braintrustbeam.emulator.http.ProxyRoutes;
import org.braintrustbeam.emulator.http.RegisterRoutes;
import org.braintrustbeam.emulator.http.RestoreRoutes;
import org.braintrustbeam.emulator.http.SignedUrls;
import org.braintrustbeam.emulator.http.SnapshotRoutes;
import org.braintrustbeam.emulator.http.SummaryRoutes;
import org.braintrustbeam.emulator.query.RowReader;
import org.braintrustbeam.emulator.rows.Restore;
import org.braintrustbeam.emulator.rows.RowWriter;
import org.braintrustbeam.emulator.store.Database;
import org.braintrustbeam.emulator.store.RowStore;

/** Makes the parts that work on a database, and gives each route those that it needs. */
final class Wiring {
  private final Database database;
  private final Clock clock;
  private final Catalog catalog;
  private final RowStore rows;
  private final RowWriter writer;
  private final RowReader reader;

  Wiring(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.catalog = new Catalog(database);
    this.rows = new RowStore(database);
    this.writer = new RowWriter(database, rows);
    this.reader = new RowReader(database, rows);
  }

  void seedDemo() {
    new DemoData(database, catalog, rows, writer, clock).seed();
  }

  /** Adds all routes but those of the server itself; bounds are on the bytes of a request. */
  void addRoutes(HttpServer server, long maxRequestBytes, long logs3MaxBytes) throws IOException {
    addCatalog(server, maxRequestBytes);
    addRows(server, maxRequestBytes);
    addUploads(server, maxRequestBytes, logs3MaxBytes);
    server.add(new ProxyRoutes(clock, maxRequestBytes)::register);
  }

  private void addCatalog(HttpServer server, long maxBytes) {
    Functions functions = new Functions(database, catalog);
    server.add(new CatalogRoutes(database, catalog, clock, maxBytes)::register);
    server.add(new RegisterRoutes(database, catalog, clock, maxBytes)::register);
    server.add(new ControlPlaneRoutes(database, catalog, clock, maxBytes)::register);
    server.add(new SnapshotRoutes(database, catalog, clock, maxBytes)::register);
    server.add(new FunctionRoutes(functions, catalog, clock, maxBytes)::register);
    server.add(new EnvironmentRoutes(database, catalog, functions, clock, maxBytes)::register);
  }

  private void addRows(HttpServer server, long maxBytes) {
    Restore restore = new Restore(database, rows, writer);
    server.add(new RestoreRoutes(catalog, restore, clock, maxBytes)::register);
    server.add(new EventRoutes(catalog, writer, reader, clock, maxBytes)::register);
    server.add(new BtqlRoutes(catalog, reader, clock, maxBytes)::register);
    server.add(new SummaryRoutes(catalog, database, rows, server::url)::register);
    server.add(new OtelRoutes(catalog, writer, clock, maxBytes)::register);
  }

  /** The routes that keep files beside the rows. */
  private void addUploads(HttpServer server, long maxBytes, long logs3MaxBytes) throws IOException {
    SignedUrls signed = new SignedUrls(server::url, clock);
    BlobFolder overflow = BlobFolder.open(database.folder().resolve("overflow"));
    server.add(new Logs3Routes(catalog, writer, overflow, signed, clock, logs3MaxBytes)::register);
    Attachments attachments = new Attachments(database);
    server.add(new AttachmentRoutes(attachments, signed, maxBytes)::register);
  }
}
