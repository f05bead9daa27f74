package org.braintrustbeam.emulator.faults;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.braintrustbeam.emulator.api.ApiError;

/** The body of a request, unpacked if it came compressed: faults look into it. */
final class PlainBody {
  static final String ENCODING = "Content-Encoding";

  /** More than any route but that of attachments takes; the body is held in memory here. */
  private static final int MAX_BYTES = 256 << 20;

  private PlainBody() {}

  static byte[] of(HttpServletRequest request) throws IOException {
    byte[] body = upTo(MAX_BYTES, request.getInputStream());
    return isPacked(request) ? unpacked(body, MAX_BYTES) : body;
  }

  /** Whether the body came in the one form of compression that the routes take. */
  static boolean isPacked(HttpServletRequest request) {
    return "gzip".equalsIgnoreCase(request.getHeader(ENCODING));
  }

  /** The bound holds for what comes out: a few bytes can be packed gigabytes. */
  static byte[] unpacked(byte[] body, int maxBytes) throws IOException {
    try {
      return upTo(maxBytes, new GZIPInputStream(new ByteArrayInputStream(body)));
    } catch (ZipException | EOFException e) {
      throw ApiError.badRequest("The request's body is not gzip, though its header says so");
    }
  }

  private static byte[] upTo(int maxBytes, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(maxBytes + 1);
    if (bytes.length > maxBytes) {
      throw ApiError.tooLarge(maxBytes);
    }
    return bytes;
  }
}
