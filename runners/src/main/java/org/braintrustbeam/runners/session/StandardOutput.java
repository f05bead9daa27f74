package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.OutputStream;

/** A result that goes straight to a stream that stays open: what is written is gone. */
final class StandardOutput implements Result {
  private final OutputStream stream;

  StandardOutput(OutputStream out) {
    stream = new Kept(out);
  }

  @Override
  public OutputStream open() {
    return stream;
  }

  @Override
  public void keep() throws IOException {
    stream.flush();
  }

  @Override
  public void discard() {}

  /** Closing it only flushes: standard output is the process's. */
  private static final class Kept extends NamedOutput {
    Kept(OutputStream out) {
      super(out, "standard output");
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
