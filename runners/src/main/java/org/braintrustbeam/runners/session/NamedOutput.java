package org.braintrustbeam.runners.session;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Says where a write failed: the operating system's own message says only why. */
class NamedOutput extends FilterOutputStream {
  private final String name;

  NamedOutput(OutputStream target, String name) {
    super(target);
    this.name = name;
  }

  @Override
  public void write(int value) throws IOException {
    attempt(() -> out.write(value));
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    attempt(() -> out.write(bytes, from, length));
  }

  @Override
  public void flush() throws IOException {
    attempt(out::flush);
  }

  final void attempt(Action action) throws IOException {
    try {
      action.run();
    } catch (IOException e) {
      throw explained(e);
    }
  }

  private IOException explained(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    if (message.contains("Broken pipe")) {
      return new ClosedPipeException(failure);
    }
    return message.startsWith("cannot write")
        ? failure
        : new IOException("cannot write " + name + ": " + message, failure);
  }

  /** Something that may fail. */
  interface Action {
    void run() throws IOException;
  }
}
