package org.braintrustbeam.emulator.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.faults.FaultFilter;
import org.braintrustbeam.emulator.faults.Faults;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all routes share: threads, keys, errors, compression. */
public final class HttpServer {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

  /** The cheapest level, and only where there is much to win: serving rows is to stay fast. */
  private static final int GZIP_LEVEL = 1;

  private static final int GZIP_FROM_BYTES = 16 << 10;
  private static final Set<String> OPEN_PATHS = Set.of("/ping", "/version", "/api/apikey/login");

  private final ApiKeys keys;
  private final Duration latency;
  private final List<Consumer<RoutesConfig>> routes = new ArrayList<>();
  private final Faults faults;
  private final List<ExchangeListener> listeners = new ArrayList<>();
  private volatile String url = "";

  public HttpServer(Set<String> acceptedKeys, Duration latency, Faults faults) {
    this.faults = faults;
    this.keys = new ApiKeys(acceptedKeys);
    this.latency = latency;
  }

  public void add(Consumer<RoutesConfig> more) {
    routes.add(more);
  }

  /** Has each exchange told to the listener. */
  public void listen(ExchangeListener listener) {
    listeners.add(listener);
  }

  public String url() {
    return url;
  }

  /** Opens the first port; it is closed with the others. */
  public void start(Ports ports, String host, int port, long maxBytes) {
    routes.add(new LoginRoutes(keys, this::url, maxBytes)::register);
    routes.add(new FaultRoutes(faults)::register);
    DaemonServer server =
        DaemonServer.start(
            Javalin.create(this::configure).javalinServlet(), new FaultFilter(faults), host, port);
    url = Ports.url(host, server);
    ports.first(server);
  }

  private void configure(JavalinConfig config) {
    CompressionStrategy gzip = new CompressionStrategy(null, new Gzip(GZIP_LEVEL));
    gzip.setDefaultMinSizeForCompression(GZIP_FROM_BYTES);
    config.http.compressionStrategy = gzip;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.routes.before(this::admit);
    config.routes.after(this::tell);
    config.routes.exception(ApiError.class, (error, ctx) -> Http.error(ctx, error));
    config.routes.exception(HttpResponseException.class, HttpServer::noSuchRoute);
    config.routes.exception(Exception.class, HttpServer::defect);
    routes.forEach(more -> more.accept(config.routes));
  }

  private void admit(Context ctx) throws InterruptedException {
    Thread.sleep(latency.toMillis());
    if (!OPEN_PATHS.contains(ctx.path()) && !ctx.path().startsWith(SignedUrls.PATH)) {
      keys.check(ctx);
    }
  }

  private void tell(Context ctx) {
    if (!listeners.isEmpty()) {
      Exchange exchange = Http.exchange(ctx);
      listeners.forEach(listener -> listener.exchanged(exchange));
    }
  }

  private static void noSuchRoute(HttpResponseException e, Context ctx) {
    ApiError error =
        e.getStatus() == 404
            ? ApiError.notFound("No route " + ctx.method() + " " + ctx.path())
            : ApiError.badRequest(String.valueOf(e.getMessage()));
    Http.error(ctx, error);
  }

  private static void defect(Exception e, Context ctx) {
    LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
    Http.error(ctx, ApiError.internal());
  }
}
