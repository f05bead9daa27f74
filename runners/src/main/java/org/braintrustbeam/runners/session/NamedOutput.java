package org.braintrustbeam.runners.session;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Says where a write failed: the operating system's own message says only why. Closing it only
 * flushes, because whoever opened the stream below closes it.
 */
final class NamedOutput extends FilterOutputStream {
  private final String name;

  NamedOutput(OutputStream target, String name) {
    super(target);
    this.name = name;
  }

  @Override
  public void write(int value) throws IOException {
    try {
      out.write(value);
    } catch (IOException e) {
      throw explained(e, name);
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      out.write(bytes, from, length);
    } catch (IOException e) {
      throw explained(e, name);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
    } catch (IOException e) {
      throw explained(e, name);
    }
  }

  @Override
  public void close() throws IOException {
    flush();
  }

  static IOException explained(IOException failure, String name) {
    String message = String.valueOf(failure.getMessage());
    return message.contains("Broken pipe")
        ? new ClosedPipeException(failure)
        : new IOException("cannot write " + name + ": " + message, failure);
  }
}
