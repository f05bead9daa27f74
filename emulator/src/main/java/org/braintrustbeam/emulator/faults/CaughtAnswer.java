package org.braintrustbeam.emulator.faults;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Holds an answer back, so that faults can look at it before the client does. */
final class CaughtAnswer extends HttpServletResponseWrapper {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ServletOutputStream out = new Body(bytes);

  CaughtAnswer(HttpServletResponse response) {
    super(response);
    response.reset(); // of what an earlier look at the same call has left
  }

  /** What was answered. */
  Answer answer() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : getHeaderNames()) {
      headers.put(name, String.join(", ", getHeaders(name)));
    }
    if (getContentType() != null) {
      headers.put("Content-Type", getContentType());
    }
    return Answer.of(getStatus(), headers, bytes.toByteArray());
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return out;
  }

  @Override
  public void flushBuffer() {}

  @Override
  public void setContentLength(int length) {}

  @Override
  public void setContentLengthLong(long length) {}

  private static final class Body extends ServletOutputStream {
    private final ByteArrayOutputStream bytes;

    Body(ByteArrayOutputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public void write(int value) {
      bytes.write(value);
    }

    @Override
    public void write(byte[] source, int start, int length) {
      bytes.write(source, start, length);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException("the body is written at once");
    }
  }
}
