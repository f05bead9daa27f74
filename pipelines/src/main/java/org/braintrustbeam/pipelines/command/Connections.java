package org.braintrustbeam.pipelines.command;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import org.braintrustbeam.io.braintrust.ConnectionSettings;
import org.braintrustbeam.io.braintrust.ReadMode;
import org.jspecify.annotations.Nullable;

/** Turns the flags about the service into typed settings, once. */
public final class Connections {
  private static final String DEFAULT_APP_URL = "https://www.braintrust.dev";
  private static final int DEFAULT_READS = 16;
  private static final int DEFAULT_WRITES = 8;
  private static final int MAX_PORT = 65_535;

  private Connections() {}

  /**
   * The settings.
   *
   * @throws UsageException for a URL that cannot be used
   */
  public static ConnectionSettings of(BraintrustOptions options) {
    return of(options, options.getOrg());
  }

  /**
   * The settings for an organisation, where a command knows several.
   *
   * @throws UsageException for a URL that cannot be used
   */
  public static ConnectionSettings of(BraintrustOptions options, @Nullable String org) {
    Integer concurrency = options.getRequestConcurrency();
    Integer budget = options.getRequestsPerMinute();
    String app = options.getAppUrl();
    return new ConnectionSettings(
        options.getApiUrl() == null ? null : url("--api-url", options.getApiUrl()),
        url("--app-url", app == null ? DEFAULT_APP_URL : app),
        app != null,
        org,
        options.getApiKeyFile(),
        ReadMode.valueOf(options.getReadMode().toUpperCase(Locale.ROOT)),
        concurrency == null ? DEFAULT_READS : concurrency,
        concurrency == null ? DEFAULT_WRITES : concurrency,
        budget == null ? 0 : budget,
        options.getMaxRetries(),
        Duration.ofSeconds(options.getRequestTimeout()));
  }

  private static URI url(String flag, String text) {
    URI url = parse(text);
    if (url == null
        || url.getHost() == null
        || url.getPort() > MAX_PORT
        || !isHttp(url.getScheme())) {
      throw new UsageException(flag + " must be an http or https URL, got " + text);
    }
    if (!ConnectionSettings.mayCarryKey(url)) {
      throw new UsageException(flag + " must be https, because the key is sent there, got " + text);
    }
    return url;
  }

  private static boolean isHttp(@Nullable String scheme) {
    return "https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme);
  }

  private static @Nullable URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
