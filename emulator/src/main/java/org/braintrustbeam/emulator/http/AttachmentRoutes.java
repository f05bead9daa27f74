package org.braintrustbeam.emulator.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.blobs.Attachments;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;

/**
 * Files that rows refer to by key. The client asks for an address, puts the bytes there, and then
 * says how it went; who reads asks for an address as well.
 */
public final class AttachmentRoutes {
  private static final String STORE = "attachment";
  private static final Set<String> STATES = Set.of("uploading", "done", "error");

  private final Attachments attachments;
  private final SignedUrls signed;
  private final long maxBytes;

  public AttachmentRoutes(Attachments attachments, SignedUrls signed, long maxBytes) {
    this.attachments = attachments;
    this.signed = signed;
    this.maxBytes = maxBytes;
  }

  public void register(RoutesConfig routes) {
    routes.post("/attachment", this::announce);
    routes.post("/attachment/status", this::status);
    routes.get("/attachment", this::describe);
    routes.put(SignedUrls.PATH + STORE, this::upload);
    routes.get(SignedUrls.PATH + STORE, this::download);
  }

  private void announce(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    String key = body.requiredText("key");
    String type = body.requiredText("content_type");
    if (!type.matches("[!-~]+/[ -~]+")) {
      throw ApiError.badRequest("'content_type' is not one: " + type);
    }
    attachments.announce(key, body.requiredText("filename"), type);
    RawObject headers = new RawObject().put("Content-Type", Json.string(type));
    Http.answer(
        ctx,
        new RawObject()
            .put("signedUrl", Json.string(signed.sign("PUT", STORE, key)))
            .put("headers", headers.toBytes()));
  }

  private void upload(Context ctx) {
    String key = signed.verify(ctx, STORE);
    try (InputStream in = ctx.bodyInputStream()) {
      attachments.put(key, in);
    } catch (IOException e) {
      throw new UncheckedIOException("an attachment cannot be kept", e);
    }
    Http.answer(ctx, new RawObject());
  }

  private void status(Context ctx) {
    RawObject body = Http.object(ctx, maxBytes);
    RawObject status = RawObject.parse(body.get("status"));
    String state = status.requiredText("upload_status");
    if (!STATES.contains(state)) {
      throw ApiError.badRequest(
          "'upload_status' must be one of uploading, done, error; got " + state);
    }
    attachments.setStatus(body.requiredText("key"), state, status.text("error_message"));
    Http.answer(ctx, new RawObject());
  }

  private void describe(Context ctx) {
    String key = ctx.queryParam("key");
    if (key == null) {
      throw ApiError.badRequest("'key' is missing: only attachments of the emulator are served");
    }
    RawObject answer =
        new RawObject()
            .put("downloadUrl", Json.string(signed.sign("GET", STORE, key)))
            .put("status", attachments.status(key));
    if (attachments.uploaded(key)) {
      answer.put("contentLength", Json.utf8(Long.toString(attachments.size(key))));
    }
    Http.answer(ctx, answer);
  }

  /** The file's type is the caller's word: a browser is to save the file and not to run it. */
  private void download(Context ctx) {
    String key = signed.verify(ctx, STORE);
    String name = URLEncoder.encode(attachments.filename(key), StandardCharsets.UTF_8);
    ctx.header("X-Content-Type-Options", "nosniff")
        .header("Content-Disposition", "attachment; filename*=UTF-8''" + name.replace("+", "%20"))
        .contentType(attachments.contentType(key))
        .result(attachments.read(key));
  }
}
