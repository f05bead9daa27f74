package org.braintrustbeam.emulator.http;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.server.config.JettyWebSocketServletContainerInitializer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * A Jetty none of whose threads keeps a program up.
 *
 * <p>The one that Javalin would make has a timer thread that does, and no setting for it.
 */
public final class DaemonServer implements AutoCloseable {
  private static final int THREADS = 64;

  /** The SDK writes the slug of an environment as a segment of the path: {@code prod%2Feu}. */
  private static final UriCompliance NAMES_MAY_HOLD_SLASHES =
      UriCompliance.RFC3986.with(
          "names may hold slashes", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR);

  private final Server server;
  private final ServerConnector connector;

  private DaemonServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  static DaemonServer start(Servlet servlet, String host, int port) {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setDaemon(true);
    threads.setName("emulator");
    Server server =
        new Server(threads, new ScheduledExecutorScheduler("emulator-timer", true), null);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setUriCompliance(NAMES_MAY_HOLD_SLASHES);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    JettyWebSocketServletContainerInitializer.configure(
        context, null); // Javalin's servlet asks for it
    context.getServletHandler().setDecodeAmbiguousURIs(true);
    context.addServlet(new ServletHolder(servlet), "/*");
    server.setHandler(context);
    DaemonServer started = new DaemonServer(server, connector);
    started.open(host, port);
    return started;
  }

  private void open(String host, int port) {
    try {
      server.start();
    } catch (Exception e) { // Jetty declares no narrower one
      close();
      throw new UncheckedIOException(
          "the emulator cannot listen on " + host + ":" + port, new IOException(e));
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) { // Jetty declares no narrower one
      throw new IllegalStateException("the emulator's server does not stop", e);
    }
  }
}
