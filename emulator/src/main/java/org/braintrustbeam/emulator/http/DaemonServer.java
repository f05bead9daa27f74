package org.braintrustbeam.emulator.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.Servlet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Jetty none of whose threads keeps a program up.
 *
 * <p>The one that Javalin would make has a timer thread that does, and no setting for it.
 */
public final class DaemonServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DaemonServer.class);

  /** A request has one while it waits for its latency, and clients of a model send hundreds. */
  private static final int THREADS = 512;

  /**
   * A connection that is accepted while Jetty stops is never closed, and its client waits for ever.
   * So the port is closed some time before, in which the last one gets to where it is closed.
   */
  private static final Duration HANDED_ON_WITHIN = Duration.ofMillis(50);

  /** The SDK writes the slug of an environment as a segment of the path: {@code prod%2Feu}. */
  private static final UriCompliance NAMES_MAY_HOLD_SLASHES =
      UriCompliance.RFC3986.with(
          "names may hold slashes", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR);

  private final Server server;
  private final ServerConnector connector;
  private boolean closed;

  private DaemonServer(Server server, ServerConnector connector) {
    this.server = server;
    this.connector = connector;
  }

  /**
   * Starts a server.
   *
   * @param filter what requests pass before they get to the servlet; null for nothing
   */
  static DaemonServer start(Servlet servlet, @Nullable Filter filter, String host, int port) {
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
    if (filter != null) {
      FilterHolder holder = new FilterHolder(filter);
      holder.setAsyncSupported(true); // as without it
      context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }
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

  /**
   * Closes the port, soon after that all its connections, and opens the port again after a time.
   * When this returns nobody gets a new connection.
   */
  synchronized void goDown(Duration time) {
    if (closed || !connector.isRunning() || !connector.isOpen()) {
      return; // it is down already
    }
    connector.setPort(connector.getLocalPort()); // the same one again, if it was any free one
    connector.close();
    Thread thread = new Thread(() -> beDown(time), "emulator-down");
    thread.setDaemon(true);
    thread.start();
  }

  private void beDown(Duration time) {
    try {
      Thread.sleep(HANDED_ON_WITHIN.toMillis());
      stopConnector();
      Thread.sleep(time.toMillis());
      startConnector();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) { // Jetty declares no narrower one
      LOG.error("the emulator's port does not open again", e);
    }
  }

  private synchronized void stopConnector() throws Exception {
    if (!closed) {
      connector.stop();
    }
  }

  private synchronized void startConnector() throws Exception {
    if (!closed) {
      connector.start();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    try {
      server.stop();
    } catch (Exception e) { // Jetty declares no narrower one
      throw new IllegalStateException("the emulator's server does not stop", e);
    }
  }
}
