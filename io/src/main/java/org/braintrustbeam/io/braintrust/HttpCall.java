package org.braintrustbeam.io.braintrust;

import okhttp3.HttpUrl;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * One request to make, whatever number of attempts it takes.
 *
 * @param url where to
 * @param body JSON to POST; null for a GET
 * @param lane which limit of requests in flight it counts against
 * @param about the object it is about, for messages; empty if the path names it
 * @param patience what to do about failures that may pass
 */
record HttpCall(
    HttpUrl url, @Nullable RawJson body, Lane lane, String about, HttpCall.Patience patience) {

  /** Requests in flight are limited for each of these by itself. */
  enum Lane {
    READ,
    WRITE
  }

  /** What to do about failures that may pass. */
  enum Patience {
    /** Repeats what may pass. */
    FULL,
    /** As {@link #FULL}, but hands 500 and 504 back at once: the caller asks for less. */
    SMALLER_PAGE,
    /** One attempt: the answer is good to have, not needed. */
    ONCE
  }

  /** The SQL that is asked for; empty if it is no query. */
  String query() {
    if (body == null || !url.encodedPath().endsWith("/btql")) {
      return "";
    }
    String sql = body.field("query").text();
    return sql == null ? "" : sql;
  }

  /** Host and path, and the object: what a message may show of a request. */
  String where() {
    String port = url.port() == HttpUrl.defaultPort(url.scheme()) ? "" : ":" + url.port();
    String object = about.isEmpty() ? "" : " (" + about + ")";
    return url.host() + port + url.encodedPath() + object;
  }
}
