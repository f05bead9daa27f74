package org.braintrustbeam.runners.local;

import java.io.IOException;
import java.net.BindException;
import org.braintrustbeam.emulator.Emulator;
import org.braintrustbeam.runners.session.AtExit;

/** An emulator in this process; closed at the end of the process at the latest. */
public final class LocalServer implements AutoCloseable {
  /** Any key will do for it; this one is no secret. */
  public static final String KEY = "embedded-server";

  private static final String HOST = "127.0.0.1";

  private final Emulator emulator;
  private final AtExit atExit;
  private boolean closed;

  private LocalServer(Emulator emulator) {
    this.emulator = emulator;
    this.atExit = AtExit.run(this::stop);
  }

  /** A throw-away server with the demo data, on a free port. */
  public static LocalServer withDemoData() throws IOException {
    return start(Emulator.builder().seedDemo(true), 0);
  }

  /**
   * A server.
   *
   * @param settings all but where it listens
   * @param port 0 for a free one
   * @throws IOException naming the port, if it is taken
   */
  static LocalServer start(Emulator.Builder settings, int port) throws IOException {
    try {
      return new LocalServer(settings.host(HOST).port(port).start());
    } catch (RuntimeException e) {
      throw explained(e, port);
    }
  }

  /** Its address. */
  public String url() {
    return emulator.url();
  }

  private static IOException explained(RuntimeException failure, int port) {
    Throwable inmost = failure;
    while (inmost.getCause() != null) {
      inmost = inmost.getCause();
    }
    String message = String.valueOf(inmost.getMessage());
    if (inmost instanceof BindException) {
      message = "port %d of %s is not free; choose another one with --port".formatted(port, HOST);
    } else if (message.contains("file is locked")) {
      message = "another emulator uses this data; choose another folder with --data";
    } else {
      message = "cannot start the local server: " + message;
    }
    return new IOException(message, failure);
  }

  private synchronized void stop() {
    if (!closed) {
      closed = true;
      emulator.close();
    }
  }

  @Override
  public void close() {
    stop();
    atExit.close();
  }
}
