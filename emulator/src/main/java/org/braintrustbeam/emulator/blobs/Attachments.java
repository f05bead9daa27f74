package org.braintrustbeam.emulator.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.store.Database;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** Files of callers, each with its name, its type, and how far its upload has come. */
public final class Attachments {
  private static final long MAX_BYTES = 1L << 30;

  private final Database database;
  private final MVMap<byte[], byte[]> known;
  private final BlobFolder files;

  public Attachments(Database database) throws IOException {
    this.database = database;
    this.known = database.map("attachments");
    this.files = BlobFolder.open(database.folder().resolve("attachments"));
  }

  /** Says what is going to be put under the key; from now on it is known. */
  public void announce(String key, String filename, String contentType) {
    RawObject about =
        new RawObject()
            .put("filename", Json.string(filename))
            .put("content_type", Json.string(contentType));
    save(key, about, "uploading", null);
  }

  public void setStatus(String key, String state, @Nullable String error) {
    RawObject about = find(key);
    if (state.equals("done") && !uploaded(key)) {
      throw ApiError.badRequest("No bytes were uploaded for the attachment '" + key + "'");
    }
    save(key, about, state, error);
  }

  private void save(String key, RawObject about, String state, @Nullable String error) {
    RawObject status = new RawObject().put("upload_status", Json.string(state));
    if (error != null) {
      status.put("error_message", Json.string(error));
    }
    synchronized (database) {
      known.put(Json.utf8(key), about.put("status", status.toBytes()).toBytes());
      database.commit();
    }
  }

  public void put(String key, InputStream bytes) throws IOException {
    find(key);
    files.put(key, bytes, MAX_BYTES);
  }

  public boolean uploaded(String key) {
    return files.has(key);
  }

  public long size(String key) {
    try {
      return files.size(key);
    } catch (IOException e) {
      throw new UncheckedIOException("the size of an attachment cannot be read", e);
    }
  }

  public InputStream read(String key) {
    find(key);
    if (!uploaded(key)) {
      throw ApiError.notFound("The attachment '" + key + "' was not uploaded");
    }
    try {
      return files.read(key);
    } catch (IOException e) {
      throw new UncheckedIOException("an attachment cannot be read", e);
    }
  }

  /** The JSON object with {@code upload_status}. */
  public byte[] status(String key) {
    return find(key).get("status");
  }

  public String filename(String key) {
    return find(key).requiredText("filename");
  }

  public String contentType(String key) {
    return find(key).requiredText("content_type");
  }

  private RawObject find(String key) {
    byte[] about = known.get(Json.utf8(key));
    if (about == null) {
      throw ApiError.notFound("No attachment has the key '" + key + "'");
    }
    return RawObject.parse(about);
  }
}
