package org.braintrustbeam.io.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.resilience4j.core.IntervalFunction;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.braintrustbeam.io.http.AsyncHttp;
import org.braintrustbeam.io.http.BodyTooLargeException;
import org.braintrustbeam.io.http.Pace;
import org.braintrustbeam.io.http.RetryAfter;
import org.braintrustbeam.io.http.ServerMessage;
import org.braintrustbeam.io.http.Timing;
import org.braintrustbeam.io.model.ChatAnswer.Choice;
import org.braintrustbeam.io.model.ChatFailure.Reason;
import org.braintrustbeam.io.model.Word.Kind;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.RawJson;

/** Decides what an attempt came to, and what that means for the others. */
final class ChatVerdict {
  /** Each wait is this share shorter or longer, so that requests do not come back together. */
  private static final double JITTER = 0.5;

  private static final String NO_CREDIT = "insufficient_quota";

  private static final List<String> TOO_LONG =
      List.of(
          "context_length_exceeded",
          "context length",
          "context window",
          "prompt is too long",
          "too many tokens",
          "string_above_max_length");
  private static final List<String> FILTERED =
      List.of("content_filter", "content_policy", "content management policy", "responsibleai");

  private final ModelConnection connection;
  private final Pace pace;
  private final Gate gate;
  private final KeyTrust trust;
  private final UnaryOperator<String> withoutKey;
  private final long longestWait;
  private final IntervalFunction backOff;
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong served = new AtomicLong();

  /**
   * For one service.
   *
   * @param withoutKey takes the key out of a text
   */
  ChatVerdict(
      ModelConnection connection,
      Timing timing,
      Pace pace,
      Gate gate,
      UnaryOperator<String> withoutKey) {
    this.withoutKey = withoutKey;
    this.connection = connection;
    this.pace = pace;
    this.gate = gate;
    this.trust = new KeyTrust(timing.ticker());
    this.longestWait = timing.longestWait().toMillis();
    this.backOff =
        IntervalFunction.ofExponentialRandomBackoff(
            timing.firstWait().toMillis(), 2, JITTER, longestWait);
  }

  /** Requests that were not refused for their rate. */
  AtomicLong served() {
    return served;
  }

  /** On an answer. */
  Word on(AsyncHttp.Answer answer, int failures, long leftAt) {
    int status = answer.status();
    if (status != 429) {
      served.incrementAndGet();
    }
    if (status / 100 == 2) {
      answered.incrementAndGet();
      trust.accepted();
      gate.widen();
      return onBody(answer.body());
    }
    String said = said(answer.body());
    return status == 401
        ? onRefusedKey(said, leftAt)
        : onStatus(answer, failures, everything(answer), said);
  }

  /** What the server says, for a message; some repeat the key that they refuse. */
  private String said(byte[] body) {
    String raw = withoutKey.apply(ServerMessage.raw(body));
    return raw.isEmpty() ? "" : ": " + ServerMessage.redacted(raw);
  }

  /** Message and code of an error, for comparison. */
  private static String everything(AsyncHttp.Answer answer) {
    int length = Math.min(answer.body().length, 1 << 14);
    return new String(answer.body(), 0, length, UTF_8).toLowerCase(Locale.ROOT);
  }

  private Word onStatus(AsyncHttp.Answer answer, int failures, String all, String said) {
    int status = answer.status();
    String where = connection.where();
    if (status == 402 || ((status == 429 || status == 403) && hasNoCredit(answer.body()))) {
      return new Word.EndsRun("the credit at " + where + " is used up (" + status + ")" + said);
    }
    if (mayPass(status)) {
      return again(answer, failures, said);
    }
    boolean aboutAddress = status / 100 == 3 || status == 404 || status == 405;
    if (aboutAddress && answered.get() == 0) {
      return new Word.EndsRun(address(status) + said);
    }
    if (status == 413 || contains(all, TOO_LONG)) {
      return new Word.Failed(
          Reason.CONTEXT_TOO_LONG, "the request is longer than the model takes" + said);
    }
    if (contains(all, FILTERED)) {
      return new Word.Failed(
          Reason.CONTENT_FILTERED, "a content filter refused the request" + said);
    }
    String what = status == 403 ? "no permission (403) at " + where : where + " answered " + status;
    return new Word.Failed(Reason.REFUSED, what + said);
  }

  /** By the code alone: a message may quote the request. */
  private static boolean hasNoCredit(byte[] body) {
    try {
      RawJson error = RawJson.wrap(body).field("error");
      return NO_CREDIT.equals(error.field("code").text())
          || NO_CREDIT.equals(error.field("type").text());
    } catch (MalformedJsonException e) {
      return false;
    }
  }

  private String address(int status) {
    String what =
        status / 100 == 3
            ? connection.where()
                + " leads elsewhere ("
                + status
                + "), and the key goes nowhere else"
            : "there is no such model or address (" + status + ") at " + connection.where();
    return what + "; check " + connection.baseUrlFlag() + " and the name of the model";
  }

  private static boolean contains(String text, List<String> some) {
    return some.stream().anyMatch(text::contains);
  }

  private static boolean mayPass(int status) {
    return switch (status) {
      case 408, 409, 425, 429 -> true;
      case 501 -> false;
      default -> status >= 500;
    };
  }

  /** A rate limit, or a server that asks for a wait, holds back everybody. */
  private Word again(AsyncHttp.Answer answer, int failures, String said) {
    boolean rate = answer.status() == 429;
    Duration asked = RetryAfter.parse(answer.headers().get("Retry-After"), Instant.now());
    long wait = Math.max(asked == null ? 0 : asked.toMillis(), wait(failures));
    if (asked != null || rate) {
      pace.closeFor(asked == null ? Duration.ofMillis(wait) : asked);
    }
    return rate
        ? new Word.Again(
            Kind.RATE,
            Reason.RATE_LIMITED,
            "still rate-limited (429) by " + connection.where() + said,
            wait)
        : new Word.Again(
            Kind.FAULT,
            Reason.UNAVAILABLE,
            connection.where() + " answered " + answer.status() + said,
            wait);
  }

  private Word onRefusedKey(String said, long leftAt) {
    Duration wait = trust.refused(leftAt);
    String detail = "the API key was refused (401) by " + connection.where() + said;
    if (wait == null) {
      trust.forget();
      return new Word.EndsRun(
          detail + "; check " + connection.key().names() + " and " + connection.baseUrlFlag());
    }
    gate.narrow();
    if (trust.isInDoubt()) {
      pace.closeFor(wait);
    }
    return new Word.Again(Kind.KEY, Reason.REFUSED, detail, wait.toMillis());
  }

  private Word onBody(byte[] bytes) {
    ChatBody body;
    try {
      body = ChatBody.parse(bytes);
    } catch (MalformedJsonException e) {
      return new Word.Again(
          Kind.PAID,
          Reason.UNREADABLE,
          "the answer of " + connection.where() + " is no completion of a chat" + error(bytes),
          wait(0));
    }
    List<Choice> choices = body.choices();
    return choices.stream().allMatch(choice -> choice.text().isBlank())
        ? empty(body, choices)
        : new Word.Answered(choices, body.model(), body.usage());
  }

  /** Some services say with a 200 that something went wrong. */
  private String error(byte[] bytes) {
    try {
      boolean told = !RawJson.wrap(bytes).field("error").isNull();
      return told ? said(bytes) : "";
    } catch (MalformedJsonException e) {
      return "";
    }
  }

  private static Word empty(ChatBody body, List<Choice> choices) {
    String finished = choices.get(0).finishReason();
    if (finished.equals("content_filter")) {
      return new Word.Failed(Reason.CONTENT_FILTERED, "a content filter removed the answer");
    }
    if (body.isRefusal()) {
      return new Word.Failed(Reason.CONTENT_FILTERED, "the model refused to answer");
    }
    return new Word.Failed(
        Reason.EMPTY,
        finished.equals("length")
            ? "the answer has no text: its "
                + body.usage().output()
                + " tokens were used up before; allow more"
            : "the answer has no text");
  }

  /** On no answer, or half of one. */
  Word on(IOException e, int failures) {
    String host = connection.url().host() + ":" + connection.url().port();
    if (e instanceof BodyTooLargeException) {
      return new Word.Failed(
          Reason.UNREADABLE, "the answer of " + connection.where() + " is too long to be one");
    }
    if (isUnreachable(e)) {
      String detail = "cannot reach " + host + ": check " + connection.baseUrlFlag();
      return failures >= 2 && served.get() == 0
          ? new Word.EndsRun(detail + " and the network")
          : fault(Reason.UNAVAILABLE, detail, failures);
    }
    if (e instanceof InterruptedIOException) {
      double seconds = connection.requestTimeout().toMillis() / 1000.0;
      String late = "no answer from " + connection.where() + " within " + seconds + " s";
      return fault(Reason.TIMED_OUT, late, failures);
    }
    return fault(Reason.UNAVAILABLE, "no complete answer from " + connection.where(), failures);
  }

  private Word fault(Reason reason, String detail, int failures) {
    return new Word.Again(Kind.FAULT, reason, detail, wait(failures));
  }

  /** Whether nothing was sent because there is nobody to send it to. */
  private static boolean isUnreachable(IOException e) {
    return e instanceof UnknownHostException
        || e instanceof ConnectException
        || e instanceof NoRouteToHostException;
  }

  private long wait(int failures) {
    return Math.min(longestWait, backOff.apply(failures + 1));
  }
}
