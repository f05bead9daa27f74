package org.braintrustbeam.emulator.http;

import jakarta.servlet.Servlet;
import java.time.Duration;
import org.braintrustbeam.emulator.faults.Surroundings;
import org.jspecify.annotations.Nullable;

/** The ports of an emulator: its own, and for some faults a second one. */
public final class Ports implements Surroundings, AutoCloseable {
  private final String host;
  private @Nullable DaemonServer first;
  private @Nullable DaemonServer second;

  public Ports(String host) {
    this.host = host;
  }

  /** Takes the server of the first port. */
  synchronized void first(DaemonServer server) {
    first = server;
  }

  static String url(String host, DaemonServer server) {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port();
  }

  /** There is one second port; faults that were set later take the place of earlier ones. */
  @Override
  public synchronized String open(Servlet servlet) {
    closeSecond();
    second = DaemonServer.start(servlet, null, host, 0);
    return url(host, second);
  }

  @Override
  public synchronized void goDown(Duration time) {
    if (first != null) {
      first.goDown(time);
    }
  }

  private void closeSecond() {
    if (second != null) {
      second.close();
      second = null;
    }
  }

  @Override
  public synchronized void close() {
    closeSecond();
    if (first != null) {
      first.close();
    }
  }
}
