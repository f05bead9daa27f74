package org.braintrustbeam.io.http;

import okhttp3.HttpUrl;

/** Which addresses may be given what. */
public final class SafeUrl {
  private SafeUrl() {}

  /** The key goes over https, or to this machine. */
  public static boolean mayCarryKey(HttpUrl url) {
    return url.isHttps() || isLoopback(url.host());
  }

  /** Rows come over https from any host that the service names; this machine may name itself. */
  public static boolean mayLeadTo(HttpUrl from, HttpUrl target) {
    return target.isHttps() || (isLoopback(from.host()) && isLoopback(target.host()));
  }

  /** A plane of the vendor, to which we follow the service's word with the key. */
  public static boolean isBraintrust(HttpUrl url) {
    String host = url.host();
    return url.isHttps() && (isIn(host, "braintrust.dev") || isIn(host, "braintrustdata.com"));
  }

  private static boolean isIn(String host, String domain) {
    return host.equals(domain) || host.endsWith("." + domain);
  }

  /** By its text alone: a name that resolves to this machine today may not tomorrow. */
  public static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.equals("::1")
        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  }
}
