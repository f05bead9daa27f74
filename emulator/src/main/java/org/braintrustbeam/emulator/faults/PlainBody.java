package org.braintrustbeam.emulator.faults;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.braintrustbeam.emulator.api.ApiError;

/** The body of a request, unpacked if it came compressed: faults look into it. */
final class PlainBody {
  static final String ENCODING = "Content-Encoding";

  private PlainBody() {}

  static byte[] of(HttpServletRequest request) throws IOException {
    byte[] body = request.getInputStream().readAllBytes();
    return isPacked(request) ? unpacked(body) : body;
  }

  /** Whether the body came in the one form of compression that the routes take. */
  static boolean isPacked(HttpServletRequest request) {
    return "gzip".equalsIgnoreCase(request.getHeader(ENCODING));
  }

  private static byte[] unpacked(byte[] body) throws IOException {
    try {
      return new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    } catch (ZipException | EOFException e) {
      throw ApiError.badRequest("The request's body is not gzip, though its header says so");
    }
  }
}
