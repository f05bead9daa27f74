package org.braintrustbeam.io.braintrust;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.braintrustbeam.io.http.ServerMessage;

/** Failures of requests in the words of the person who has to do something about them. */
final class Failures {
  private Failures() {}

  /** An answer that is no success. */
  static String ofStatus(HttpCall call, int status, String serverMessage) {
    String said = serverMessage.isEmpty() ? "" : ": " + serverMessage;
    return switch (status) {
      case 401 ->
          "the API key was refused (401) by "
              + call.where()
              + said
              + "; check "
              + ApiKey.VARIABLE
              + " and --api-url";
      case 403 -> "no permission (403) at " + call.where() + said;
      case 404 -> "not found (404): " + call.where() + said;
      case 413 -> "the request is too large (413) for " + call.where() + said;
      case 421 ->
          "this organisation's data is on another plane (421), says "
              + call.where()
              + said
              + "; set --api-url";
      case 429 ->
          "still rate-limited (429) by " + call.where() + said + "; try --requests-per-minute";
      default -> call.where() + " answered " + status + said;
    };
  }

  /** No answer, or not a whole one. */
  static String ofNoAnswer(HttpCall call, IOException e, Duration timeout) {
    String host = call.url().host();
    if (e instanceof UnknownHostException) {
      return "cannot resolve host " + host + ": check --api-url and the network";
    }
    if (isUnreachable(e)) {
      return "cannot reach " + host + ":" + call.url().port() + ": check --api-url and the network";
    }
    if (e instanceof InterruptedIOException) {
      return "no answer from " + call.where() + " within " + timeout.toMillis() / 1000.0 + " s";
    }
    if (e instanceof SSLException) {
      return "no secure connection to " + host + ":" + call.url().port();
    }
    return "no complete answer from " + call.where() + detail(e);
  }

  /** An answer that should be JSON of a certain form, and is not. */
  static String ofBody(HttpCall call, RuntimeException e) {
    return "the answer of " + call.where() + " is no JSON as expected" + detail(e);
  }

  /** An answer that may lack the newest writes. */
  static String ofStale(HttpCall call) {
    String object = call.about().isEmpty() ? call.where() : call.about();
    return "the newest writes to " + object + " are not readable yet; try again later";
  }

  /** Whether nothing was sent because there is nobody to send it to. */
  static boolean isUnreachable(IOException e) {
    return e instanceof UnknownHostException
        || e instanceof ConnectException
        || e instanceof NoRouteToHostException;
  }

  private static String detail(Exception e) {
    String message = e.getMessage();
    return message == null ? "" : ": " + ServerMessage.redacted(message);
  }
}
