package org.braintrustbeam.emulator.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawObject;
import org.jspecify.annotations.Nullable;

/** Bodies in and out. */
final class Http {
  private static final String BEARER = "Bearer ";

  private static final String REQUEST = "request";
  private static final String ANSWER = "answer";

  private Http() {}

  /** What went in and out, as far as it went through here. */
  static Exchange exchange(Context ctx) {
    return new Exchange(
        ctx.method().name(),
        ctx.path(),
        ctx.queryParamMap().keySet(),
        text(ctx, REQUEST),
        ctx.statusCode(),
        text(ctx, ANSWER));
  }

  private static String text(Context ctx, String attribute) {
    byte[] bytes = ctx.attribute(attribute);
    return bytes == null ? "" : Exchange.text(bytes);
  }

  /** The request's body; one that is too long is read to its end, so that the client can listen. */
  static byte[] body(Context ctx, long maxBytes) {
    try (InputStream raw = ctx.bodyInputStream();
        InputStream in = inflated(ctx, raw)) {
      byte[] body = in.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
      if (body.length > maxBytes) {
        raw.transferTo(OutputStream.nullOutputStream());
        throw ApiError.tooLarge(maxBytes);
      }
      ctx.attribute(REQUEST, body);
      return body;
    } catch (ZipException e) {
      throw ApiError.badRequest("The request's body is not gzip, though its header says so");
    } catch (IOException e) {
      throw ApiError.badRequest("The request's body could not be read to its end");
    }
  }

  /** The bound on a body's size holds for what comes out here, not for what was sent. */
  private static InputStream inflated(Context ctx, InputStream raw) throws IOException {
    String encoding = ctx.header("Content-Encoding");
    if (encoding == null || encoding.equalsIgnoreCase("identity")) {
      return raw;
    }
    if (encoding.equalsIgnoreCase("gzip")) {
      return new GZIPInputStream(raw);
    }
    throw ApiError.badRequest("The Content-Encoding '" + encoding + "' is not supported");
  }

  /** The body as a JSON object; an empty body counts as an empty object. */
  static RawObject object(Context ctx, long maxBytes) {
    return object(body(ctx, maxBytes));
  }

  static RawObject object(byte[] body) {
    return body.length == 0 ? new RawObject() : RawObject.parseRequest(body);
  }

  static void answer(Context ctx, byte[] json) {
    ctx.attribute(ANSWER, json);
    ctx.contentType("application/json").result(json);
  }

  static void answer(Context ctx, RawObject object) {
    answer(ctx, object.toBytes());
  }

  static void error(Context ctx, ApiError error) {
    ctx.status(error.status());
    answer(
        ctx,
        new RawObject()
            .put("Code", Json.string(error.code()))
            .put("Message", Json.string(String.valueOf(error.getMessage()))));
  }

  /** The key of the Authorization header; null without one. */
  static @Nullable String bearer(Context ctx) {
    String header = ctx.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    String key = header.substring(BEARER.length()).strip();
    return key.isEmpty() ? null : key;
  }
}
