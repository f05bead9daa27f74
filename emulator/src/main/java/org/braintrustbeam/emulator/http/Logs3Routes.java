package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.blobs.BlobFolder;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.rows.LogRows;
import org.braintrustbeam.emulator.rows.RowChange;
import org.braintrustbeam.emulator.rows.RowWriter;

/**
 * {@code POST /logs3}: rows of any objects in one transaction, as the SDKs write them.
 *
 * <p>What is larger than {@code /version} says goes another way: the client asks for an address,
 * puts the request there, and sends the key of it in place of the rows.
 */
public final class Logs3Routes {
  private static final String VERSION = "emulator-1";
  private static final String STORE = "overflow";
  private static final String REFERENCE = "logs3_overflow";

  /** Rows are read in memory, so there is an end to it. */
  private static final long MAX_OVERFLOW_BYTES = 128L << 20;

  private final Catalog catalog;
  private final RowWriter writer;
  private final BlobFolder uploads;
  private final SignedUrls signed;
  private final Clock clock;
  private final long maxBytes;

  public Logs3Routes(
      Catalog catalog,
      RowWriter writer,
      BlobFolder uploads,
      SignedUrls signed,
      Clock clock,
      long maxBytes) {
    this.catalog = catalog;
    this.writer = writer;
    this.uploads = uploads;
    this.signed = signed;
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  public void register(RoutesConfig routes) {
    routes.get("/version", this::version);
    routes.post("/logs3", this::write);
    routes.post("/logs3/overflow", this::askForUpload);
    routes.put(SignedUrls.PATH + STORE, this::upload);
  }

  private void version(Context ctx) {
    Http.answer(
        ctx,
        new RawObject()
            .put("version", Json.string(VERSION))
            .put("logs3_payload_max_bytes", Json.utf8(Long.toString(maxBytes))));
  }

  private void write(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    checkVersion(body);
    byte[] rows = body.get("rows");
    List<RowChange> changes =
        new LogRows(catalog).read(Json.isObject(rows) ? overflow(RawObject.parse(rows)) : rows);
    long xact = writer.write(changes, clock);
    List<byte[]> ids = changes.stream().map(row -> Json.string(row.answeredId())).toList();
    Http.answer(
        ctx,
        new RawObject()
            .put("ids", RawArray.of(ids))
            .put("xact_id", Json.string(Long.toString(xact))));
  }

  /** The two versions that clients have sent differ in nothing that is known. */
  private static void checkVersion(RawObject body) {
    String version = Json.ascii(body.get("api_version"));
    if (!List.of("null", "1", "2").contains(version)) {
      throw ApiError.badRequest("'api_version' must be 1 or 2, got " + version);
    }
  }

  /** The rows that were put to a signed address before. They stay: the request may be repeated. */
  private byte[] overflow(RawObject reference) {
    if (!REFERENCE.equals(reference.text("type"))) {
      throw ApiError.badRequest("'rows' must be a list, or an object of type " + REFERENCE);
    }
    String key = reference.requiredText("key");
    if (!uploads.has(key)) {
      throw ApiError.badRequest("No upload has the key '" + key + "'");
    }
    try (InputStream in = uploads.read(key)) {
      RawObject body = Http.object(in.readAllBytes());
      checkVersion(body);
      return body.get("rows");
    } catch (IOException e) {
      throw new UncheckedIOException("an upload cannot be read", e);
    }
  }

  private void askForUpload(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    byte[] size = body.get("size_bytes");
    if (Json.isNumber(size) && Json.number(size).longValue() > MAX_OVERFLOW_BYTES) {
      throw ApiError.tooLarge(MAX_OVERFLOW_BYTES);
    }
    String key = UUID.randomUUID().toString();
    RawObject headers = new RawObject().put("Content-Type", Json.string("application/json"));
    Http.answer(
        ctx,
        new RawObject()
            .put("method", Json.string("PUT"))
            .put("signedUrl", Json.string(signed.sign("PUT", STORE, key)))
            .put("headers", headers.toBytes())
            .put("fields", Json.EMPTY_OBJECT)
            .put("key", Json.string(key)));
  }

  private void upload(Context ctx) {
    String key = signed.verify(ctx, STORE);
    try (InputStream in = ctx.bodyInputStream()) {
      uploads.deleteOlderThan(clock.instant().minus(SignedUrls.LIFETIME));
      uploads.put(key, in, MAX_OVERFLOW_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("an upload cannot be kept", e);
    }
    Http.answer(ctx, new RawObject());
  }
}
