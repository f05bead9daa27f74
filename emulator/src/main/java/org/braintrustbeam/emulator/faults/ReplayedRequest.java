package org.braintrustbeam.emulator.faults;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import org.jspecify.annotations.Nullable;

/** A request whose body and query are those of a call, with no compression either way. */
final class ReplayedRequest extends HttpServletRequestWrapper {
  private final Call call;
  private final boolean unpacked;
  private final ServletInputStream body;

  ReplayedRequest(HttpServletRequest request, Call call) {
    super(request);
    this.call = call;
    this.unpacked = PlainBody.isPacked(request);
    this.body = new Body(call.body());
  }

  @Override
  public @Nullable String getHeader(String name) {
    boolean gone =
        name.equalsIgnoreCase("Accept-Encoding")
            || (unpacked && name.equalsIgnoreCase(PlainBody.ENCODING));
    return gone ? null : super.getHeader(name);
  }

  @Override
  public @Nullable String getQueryString() {
    return call.query();
  }

  @Override
  public int getContentLength() {
    return call.body().length;
  }

  @Override
  public long getContentLengthLong() {
    return call.body().length;
  }

  @Override
  public ServletInputStream getInputStream() {
    return body;
  }

  private static final class Body extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Body(byte[] bytes) {
      this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] target, int start, int length) {
      return bytes.read(target, start, length);
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException("the body is read at once");
    }
  }
}
