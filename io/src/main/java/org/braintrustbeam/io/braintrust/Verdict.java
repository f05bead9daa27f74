package org.braintrustbeam.io.braintrust;

import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.http.BodyTooLargeException;
import org.braintrustbeam.io.http.Pace;
import org.braintrustbeam.io.http.RetryAfter;
import org.braintrustbeam.io.http.ServerMessage;
import org.braintrustbeam.io.http.Timing;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** Decides what a failed attempt means: to be repeated, and when, or the last word. */
final class Verdict {
  /** Each wait is this share shorter or longer, so that clients do not come back together. */
  private static final double JITTER = 0.5;

  private static final int MAX_DOUBLINGS = 20;

  /** How the query service words its budget. */
  private static final Pattern LIMIT =
      Pattern.compile("Rate limit: (\\d{1,6}) requests per (\\d{1,4}) seconds");

  private final ConnectionSettings settings;
  private final Pace pace;
  private final long firstWait;
  private final long longestWait;
  private final IntervalFunction backOff;

  Verdict(ConnectionSettings settings, Timing timing, Pace pace) {
    this.settings = settings;
    this.pace = pace;
    this.firstWait = timing.firstWait().toMillis();
    this.longestWait = timing.longestWait().toMillis();
    this.backOff = IntervalFunction.ofExponentialRandomBackoff(firstWait, 2, JITTER, longestWait);
  }

  /** On an answer that is no success: the exception to throw if it may pass. */
  TransientFailure on(HttpCall call, HttpReply reply, int attempt) {
    String said = ServerMessage.of(reply.body());
    String message = Failures.ofStatus(call, reply.status(), said);
    if (reply.status() == 421) {
      throw new ElsewhereException(message, said, redirectUrl(reply));
    }
    if (!mayPass(call, reply)) {
      String own = ServerMessage.without(call.query(), ServerMessage.raw(reply.body()));
      throw new RefusedException(message, reply.status(), ServerMessage.redacted(own));
    }
    Duration asked = RetryAfter.parse(reply.retryAfter(), Instant.now());
    // a server that asks for no wait at all must not use up the retries in an instant
    long wait = Math.max(asked == null ? 0 : asked.toMillis(), backOff(attempt));
    if (reply.status() == 429) {
      Duration window = learnt(reply);
      wait = asked == null ? Math.max(wait, unasked(window, attempt)) : wait;
    }
    if (asked != null || reply.status() == 429) {
      pace.closeFor(asked == null ? Duration.ofMillis(wait) : asked);
    }
    return new TransientFailure(message + later(reply), reply.status(), wait, said, null);
  }

  /** What to do where our retries end long before the service wants to see us again. */
  private static String later(HttpReply reply) {
    Duration wait = RetryAfter.beyondMax(reply.retryAfter(), Instant.now());
    return wait == null
        ? ""
        : "; it asks to wait " + wait.toMinutes() + " minutes: run the command again after that";
  }

  private static boolean mayPass(HttpCall call, HttpReply reply) {
    int status = reply.status();
    return switch (status) {
      case 408, 409, 425, 429 -> true;
      case 400 -> ServerMessage.raw(reply.body()).contains("memory access out of bounds");
      case 500, 504 -> call.patience() != Patience.SMALLER_PAGE;
      case 501 -> false;
      default -> status >= 500;
    };
  }

  private static String redirectUrl(HttpReply reply) {
    try {
      String url = RawJson.wrap(reply.body()).field("RedirectUrl").text();
      return url == null ? "" : url;
    } catch (MalformedJsonException e) {
      return "";
    }
  }

  /** The window of the limit that a refusal names, which is kept to from now on; else null. */
  private @Nullable Duration learnt(HttpReply reply) {
    Matcher limit = LIMIT.matcher(ServerMessage.raw(reply.body()));
    if (!limit.find()) {
      return null;
    }
    Duration window = Duration.ofSeconds(Integer.parseInt(limit.group(2)));
    pace.learn(Math.max(1, Integer.parseInt(limit.group(1))), window);
    return window;
  }

  /**
   * The least wait after a refusal that asks for none: all retries together last at least the
   * window, as others may have used it up; with the default settings that is so for a minute, the
   * usual one, where none is named.
   */
  private long unasked(@Nullable Duration window, int attempt) {
    long doubled = firstWait << Math.min(attempt - 1, MAX_DOUBLINGS);
    long share = window == null ? 0 : window.toMillis() / Math.max(1, settings.maxRetries()) + 1;
    return Math.min(longestWait, Math.max(doubled, share));
  }

  /** On no answer, or half of one: the exception to throw if it may pass. */
  TransientFailure onNoAnswer(HttpCall call, IOException e, int attempt) {
    String message = Failures.ofNoAnswer(call, e, settings.requestTimeout());
    boolean late = e instanceof InterruptedIOException;
    if (e instanceof BodyTooLargeException) {
      throw new RefusedException(message, RefusedException.ANSWER_TOO_LONG, "");
    }
    if (late && call.patience() == Patience.SMALLER_PAGE) {
      throw new RefusedException(message, 504, "");
    }
    return transientFailure(message, attempt, e);
  }

  /** On a body that cannot be read. */
  TransientFailure onBody(HttpCall call, MalformedJsonException e, int attempt) {
    return transientFailure(Failures.ofBody(call, e), attempt, e);
  }

  /** On an answer that may lack the newest writes. */
  TransientFailure onStale(HttpCall call, StaleAnswerException e, int attempt) {
    return transientFailure(Failures.ofStale(call), attempt, e);
  }

  private TransientFailure transientFailure(String message, int attempt, @Nullable Exception why) {
    return new TransientFailure(message, TransientFailure.NO_ANSWER, backOff(attempt), "", why);
  }

  private long backOff(int attempt) {
    return Math.min(longestWait, backOff.apply(attempt));
  }
}
