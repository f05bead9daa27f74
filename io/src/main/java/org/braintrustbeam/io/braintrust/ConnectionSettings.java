package org.braintrustbeam.io.braintrust;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import okhttp3.HttpUrl;
import org.braintrustbeam.io.http.SafeUrl;
import org.braintrustbeam.io.http.Workers;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Braintrust; travels to the workers, so it holds the place of the key, never the key.
 *
 * @param apiUrl the data plane; null to take the one that the login names for the organisation
 * @param appUrl the control plane, for the login and for links to pages
 * @param loginAtApp whether to log in at {@code appUrl}; otherwise the data plane is asked
 * @param orgName the organisation's name; null for the only one the key sees
 * @param apiKeyFile a file that holds the key; null to take it from {@link ApiKey}
 * @param readMode how to read rows
 * @param readConcurrency requests in flight for reads, in the whole run
 * @param writeConcurrency requests in flight for writes, in the whole run
 * @param requestsPerMinute budget of the whole run; 0 for no limit
 * @param maxRetries how often one request is repeated
 * @param requestTimeout bound of one attempt
 * @param workers the processes that share the limits
 */
public record ConnectionSettings(
    @Nullable URI apiUrl,
    URI appUrl,
    boolean loginAtApp,
    @Nullable String orgName,
    @Nullable String apiKeyFile,
    ReadMode readMode,
    int readConcurrency,
    int writeConcurrency,
    int requestsPerMinute,
    int maxRetries,
    Duration requestTimeout,
    Workers workers)
    implements Serializable {

  /** For this process alone. */
  public ConnectionSettings(
      @Nullable URI apiUrl,
      URI appUrl,
      boolean loginAtApp,
      @Nullable String orgName,
      @Nullable String apiKeyFile,
      ReadMode readMode,
      int readConcurrency,
      int writeConcurrency,
      int requestsPerMinute,
      int maxRetries,
      Duration requestTimeout) {
    this(
        apiUrl,
        appUrl,
        loginAtApp,
        orgName,
        apiKeyFile,
        readMode,
        readConcurrency,
        writeConcurrency,
        requestsPerMinute,
        maxRetries,
        requestTimeout,
        Workers.THIS_PROCESS);
  }

  /**
   * The same, as these processes use it: each keeps to its share of the limits.
   *
   * @throws IllegalArgumentException if they are more than {@link #mostWorkers}
   */
  public ConnectionSettings sharedBy(Workers processes) {
    if (processes.count() > mostWorkers()) {
      throw new IllegalArgumentException(
          processes.count() + " processes cannot share limits for " + mostWorkers());
    }
    return new ConnectionSettings(
        apiUrl,
        appUrl,
        loginAtApp,
        orgName,
        apiKeyFile,
        readMode,
        readConcurrency,
        writeConcurrency,
        requestsPerMinute,
        maxRetries,
        requestTimeout,
        processes);
  }

  /**
   * How many processes at most can share the limits, so that each may send a request of every kind:
   * the least of the two concurrencies and the budget a minute. No share is less than one, so more
   * processes could not keep to the limits; the launcher runs the steps on fewer.
   */
  public int mostWorkers() {
    int inFlight = Math.min(readConcurrency, writeConcurrency);
    return requestsPerMinute == 0 ? inFlight : Math.min(inFlight, requestsPerMinute);
  }

  /** Requests in flight for reads, in each of the processes. */
  int readsAtOnce() {
    return readConcurrency / workers.count();
  }

  /**
   * Pages that are asked for, parsed or wait to be handed on, in each of the processes: half as
   * many again as there may be requests, so that the next ones are on their way while a core
   * parses.
   */
  int pagesAtOnce() {
    return readsAtOnce() + readsAtOnce() / 2;
  }

  /** Requests in flight for writes, in each of the processes. */
  int writesAtOnce() {
    return writeConcurrency / workers.count();
  }

  /**
   * Batches that one dataset's write has under way in each of the processes: as many as there may
   * be requests, but with a budget no more than it carries through in half a minute. A batch is
   * compared with the records right before it is written, and what is compared must not grow old
   * while the requests of other batches take the turns.
   */
  int batchesAtOnce() {
    int share = requestsPerMinute / workers.count();
    int inHalfAMinute = Math.max(1, share / (2 * DatasetWrite.REQUESTS));
    return requestsPerMinute == 0 ? writesAtOnce() : Math.min(writesAtOnce(), inHalfAMinute);
  }

  /** Whether the key may be sent to this address: over https, or to this machine. */
  public static boolean mayCarryKey(URI url) {
    HttpUrl parsed = HttpUrl.get(url);
    return parsed != null && SafeUrl.mayCarryKey(parsed);
  }
}
