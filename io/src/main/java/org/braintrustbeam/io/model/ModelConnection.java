package org.braintrustbeam.io.model;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import okhttp3.HttpUrl;
import org.braintrustbeam.io.http.SafeUrl;
import org.braintrustbeam.io.http.Workers;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a service of models that speaks OpenAI's chat completions; travels to the workers,
 * so it holds the places of the key, never the key.
 *
 * @param baseUrl what {@code /chat/completions} is put behind, e.g. {@code
 *     https://api.braintrust.dev/v1/proxy}
 * @param baseUrlFlag the flag that names it, for messages
 * @param key where the key is
 * @param orgName organisation that the request is for, where a key of Braintrust sees several; null
 *     for none
 * @param concurrency requests in flight, in the whole run
 * @param requestsPerMinute budget of the whole run; 0 for no limit
 * @param maxRetries how often one request is repeated
 * @param requestTimeout bound of one attempt, to the last byte of its answer
 * @param workers the processes that share the limits
 */
public record ModelConnection(
    URI baseUrl,
    String baseUrlFlag,
    KeyPlaces key,
    @Nullable String orgName,
    int concurrency,
    int requestsPerMinute,
    int maxRetries,
    Duration requestTimeout,
    Workers workers)
    implements Serializable {
  /** As many as a run of labels has in flight unless told. */
  public static final int CONCURRENCY = 128;

  private static final int MOST_IN_FLIGHT = 4_096;
  private static final int RETRIES = 6;
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** Checks each value; the messages name it and its range. */
  public ModelConnection {
    HttpUrl url = HttpUrl.get(baseUrl);
    if (url == null || !url.username().isEmpty() || !url.password().isEmpty()) {
      throw new IllegalArgumentException(
          baseUrlFlag + " must be an http or https address without a user's name or password");
    }
    if (!SafeUrl.mayCarryKey(url)) {
      throw new IllegalArgumentException(
          baseUrlFlag
              + " must be https: the API key goes over plain http to this machine only, got "
              + url.scheme()
              + "://"
              + url.host());
    }
    inRange("concurrency", concurrency, 1, MOST_IN_FLIGHT);
    inRange("requestsPerMinute", requestsPerMinute, 0, Integer.MAX_VALUE);
    inRange("maxRetries", maxRetries, 0, 1_000);
    if (requestTimeout.compareTo(Duration.ZERO) <= 0) {
      throw new IllegalArgumentException("requestTimeout must be positive, got " + requestTimeout);
    }
    orgName = orgName == null ? null : orgName.replaceAll("\\p{Cntrl}", " ");
  }

  private static void inRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", got " + value);
    }
  }

  /**
   * To this address, with a concurrency of {@value #CONCURRENCY}, 6 retries and 120 s a request.
   */
  public static ModelConnection to(URI baseUrl, String baseUrlFlag, KeyPlaces key) {
    return new ModelConnection(
        baseUrl, baseUrlFlag, key, null, CONCURRENCY, 0, RETRIES, TIMEOUT, Workers.THIS_PROCESS);
  }

  /** For this organisation. */
  public ModelConnection withOrgName(@Nullable String name) {
    return new ModelConnection(
        baseUrl,
        baseUrlFlag,
        key,
        name,
        concurrency,
        requestsPerMinute,
        maxRetries,
        requestTimeout,
        workers);
  }

  /** With these limits of the whole run; no budget a minute is 0. */
  public ModelConnection withLimits(int inFlight, int aMinute) {
    return new ModelConnection(
        baseUrl, baseUrlFlag, key, orgName, inFlight, aMinute, maxRetries, requestTimeout, workers);
  }

  /** With this patience. */
  public ModelConnection withPatience(int retries, Duration timeout) {
    return new ModelConnection(
        baseUrl,
        baseUrlFlag,
        key,
        orgName,
        concurrency,
        requestsPerMinute,
        retries,
        timeout,
        workers);
  }

  /**
   * The same, as these processes use it: each keeps to its share of the limits.
   *
   * @throws IllegalArgumentException if they are more than {@link #mostWorkers}
   */
  public ModelConnection sharedBy(Workers processes) {
    if (processes.count() > mostWorkers()) {
      throw new IllegalArgumentException(
          processes.count() + " processes cannot share limits for " + mostWorkers());
    }
    return new ModelConnection(
        baseUrl,
        baseUrlFlag,
        key,
        orgName,
        concurrency,
        requestsPerMinute,
        maxRetries,
        requestTimeout,
        processes);
  }

  /** How many processes at most can share the limits, so that each may send a request. */
  public int mostWorkers() {
    return requestsPerMinute == 0 ? concurrency : Math.min(concurrency, requestsPerMinute);
  }

  /**
   * Makes sure, before anything is paid or sent, that this process has a key for the address.
   *
   * @throws org.braintrustbeam.io.braintrust.BraintrustException if it has none, saying where it
   *     was looked for
   */
  public void requireKey() {
    String unused = key.find(url(), false);
  }

  /** Requests in flight, in each of the processes. */
  int atOnce() {
    return concurrency / workers.count();
  }

  /** Where chats are completed. */
  HttpUrl url() {
    HttpUrl base = HttpUrl.get(baseUrl);
    if (base == null) {
      throw new IllegalStateException("checked when it was made");
    }
    HttpUrl.Builder url = base.newBuilder();
    if (base.pathSegments().get(base.pathSize() - 1).isEmpty()) {
      url.removePathSegment(base.pathSize() - 1);
    }
    return url.addPathSegments("chat/completions").build();
  }

  /** Host and path, without what may be secret in a query. */
  String where() {
    HttpUrl url = url();
    String port = url.port() == HttpUrl.defaultPort(url.scheme()) ? "" : ":" + url.port();
    return url.host() + port + url.encodedPath();
  }

  @Override
  public String toString() {
    return "ModelConnection[" + where() + ", concurrency=" + concurrency + "]";
  }
}
