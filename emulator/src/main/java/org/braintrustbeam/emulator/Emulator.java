package org.braintrustbeam.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.braintrustbeam.emulator.faults.Faults;
import org.braintrustbeam.emulator.http.ExchangeListener;
import org.braintrustbeam.emulator.http.HttpServer;
import org.braintrustbeam.emulator.http.Ports;
import org.braintrustbeam.emulator.store.Database;
import org.jspecify.annotations.Nullable;

/**
 * A local server that speaks the part of the Braintrust API that the pipelines use.
 *
 * <p>A write is on the disk before it is answered, unless the folder is a throw-away one. The
 * server's threads are daemons, so an embedded server never keeps a program up.
 */
public final class Emulator implements AutoCloseable {
  private final Ports ports;
  private final Faults faults;
  private final Database database;
  private final String url;
  private final @Nullable Path throwAway;

  private Emulator(
      Ports ports, Faults faults, Database database, String url, @Nullable Path throwAway) {
    this.ports = ports;
    this.faults = faults;
    this.database = database;
    this.url = url;
    this.throwAway = throwAway;
  }

  /** Starts from the defaults, which are those of a throw-away server on loopback. */
  public static Builder builder() {
    return new Builder();
  }

  /** The address to send requests to, like {@code http://127.0.0.1:8400}. */
  public String url() {
    return url;
  }

  /** The switchboard of the faults; all are off unless the builder was given some. */
  public Faults faults() {
    return faults;
  }

  /** Stops the server, and removes the data if the server had made up the folder itself. */
  @Override
  public void close() {
    ports.close();
    database.close();
    if (throwAway != null) {
      ThrowAwayFolder.delete(throwAway);
    }
  }

  /** The settings of a server. */
  public static final class Builder {
    private static final long DEFAULT_MAX_REQUEST_BYTES = 20L << 20;

    private static final long DEFAULT_LOGS3_MAX_BYTES = 6L << 20;

    private String host = "127.0.0.1";
    private int port;
    private @Nullable Path data;
    private boolean seedDemo;
    private Set<String> acceptedKeys = Set.of();
    private long maxRequestBytes = DEFAULT_MAX_REQUEST_BYTES;
    private long logs3MaxBytes = DEFAULT_LOGS3_MAX_BYTES;
    private Duration latency = Duration.ZERO;
    private final List<ExchangeListener> listeners = new ArrayList<>();
    private Clock clock = Clock.systemUTC();
    private long faultSeed;
    private List<String> faultSpecs = List.of();

    private Builder() {}

    /** The address to listen on; 127.0.0.1 by default. */
    public Builder host(String value) {
      host = value;
      return this;
    }

    /** The port to listen on; 0, the default, takes any free one. */
    public Builder port(int value) {
      if (value < 0 || value > 65_535) {
        throw new IllegalArgumentException("port must be 0 to 65535, got " + value);
      }
      port = value;
      return this;
    }

    /** The folder of the data, made if missing; by default a new one that is removed on close. */
    public Builder data(Path folder) {
      data = folder;
      return this;
    }

    /** Whether to write the demo project when it is not there yet; false by default. */
    public Builder seedDemo(boolean value) {
      seedDemo = value;
      return this;
    }

    /** The only API keys that are served; by default, or if empty, all of them. */
    public Builder acceptedKeys(Collection<String> keys) {
      acceptedKeys = Set.copyOf(keys);
      return this;
    }

    /** The size in bytes beyond which a request is answered with 413; 20 MiB by default. */
    public Builder maxRequestBytes(long bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("maxRequestBytes must be positive, got " + bytes);
      }
      maxRequestBytes = bytes;
      return this;
    }

    /**
     * The size in bytes beyond which {@code /logs3} answers 413 and clients take the overflow road;
     * 6 MiB by default.
     */
    public Builder logs3MaxBytes(long bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("logs3MaxBytes must be positive, got " + bytes);
      }
      logs3MaxBytes = bytes;
      return this;
    }

    /** A time that each request waits before it is served; none by default. */
    public Builder latency(Duration duration) {
      if (duration.isNegative()) {
        throw new IllegalArgumentException("latency must not be negative, got " + duration);
      }
      latency = duration;
      return this;
    }

    /**
     * Faults to start with, as {@link Faults#set} takes them; none by default.
     *
     * @throws IllegalArgumentException if one cannot be read
     */
    public Builder faults(long seed, List<String> specs) {
      Faults.check(specs);
      faultSeed = seed;
      faultSpecs = List.copyOf(specs);
      return this;
    }

    /** What time it is: transaction ids and keys are made from it, and {@code created}. */
    public Builder clock(Clock value) {
      clock = value;
      return this;
    }

    /**
     * Who is told of each request and its answer, beside those that a {@link ServiceLoader} finds.
     */
    public Builder exchanges(ExchangeListener listener) {
      listeners.add(listener);
      return this;
    }

    /** Starts the server; it serves when this returns. */
    public Emulator start() {
      try {
        if (data != null) {
          return serve(Database.open(data), null);
        }
        Path throwAway = Files.createTempDirectory("braintrust-emulator");
        return serve(Database.openThrowAway(throwAway), throwAway);
      } catch (IOException e) {
        throw new UncheckedIOException("the emulator's data folder cannot be used", e);
      }
    }

    /** A server that does not come up must not keep the data locked, nor a port open. */
    private Emulator serve(Database database, @Nullable Path throwAway) throws IOException {
      Ports ports = new Ports(host);
      try {
        return start(ports, database, throwAway);
      } catch (RuntimeException | IOException e) {
        ports.close();
        database.close();
        if (throwAway != null) {
          ThrowAwayFolder.delete(throwAway);
        }
        throw e;
      }
    }

    private Emulator start(Ports ports, Database database, @Nullable Path throwAway)
        throws IOException {
      Wiring wiring = new Wiring(database, clock);
      if (seedDemo) {
        wiring.seedDemo();
      }
      Faults faults = new Faults(ports);
      faults.set(faultSeed, faultSpecs);
      HttpServer server = new HttpServer(acceptedKeys, latency, faults);
      listeners.forEach(server::listen);
      ServiceLoader.load(ExchangeListener.class).forEach(server::listen);
      wiring.addRoutes(server, maxRequestBytes, logs3MaxBytes);
      server.start(ports, host, port, maxRequestBytes);
      return new Emulator(ports, faults, database, server.url(), throwAway);
    }
  }
}
