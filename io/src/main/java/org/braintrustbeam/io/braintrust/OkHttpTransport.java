package org.braintrustbeam.io.braintrust;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.braintrustbeam.io.http.AsyncHttp;
import org.braintrustbeam.io.http.BodyReader;
import org.braintrustbeam.io.http.SafeUrl;
import org.jspecify.annotations.Nullable;

/**
 * Requests over OkHttp.
 *
 * <p>Decides where the key may go: over https, or to this machine, and never along with a redirect.
 * Large answers are a 303 to an object store; it is followed once, without the key.
 */
final class OkHttpTransport implements Transport {
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final MediaType JSON = MediaType.get("application/json");

  private final AsyncHttp http;
  private final Duration timeout;
  private final Supplier<String> key;
  private final @Nullable String orgName;

  OkHttpTransport(Duration timeout, Supplier<String> key, @Nullable String orgName) {
    this.http = new AsyncHttp(timeout, BodyReader.limit());
    this.timeout = timeout;
    this.key = key;
    this.orgName = orgName == null ? null : orgName.replaceAll("\\p{Cntrl}", " ");
  }

  @Override
  public HttpReply exchange(HttpCall call) throws IOException, InterruptedException {
    AsyncHttp.Answer answer = run(withKey(call));
    String location = answer.status() == 303 ? answer.headers().get("Location") : null;
    return location == null ? reply(answer) : follow(call, reply(answer), location);
  }

  /** The key is in this request, so the check of where it goes is here too. */
  private Request withKey(HttpCall call) {
    if (!SafeUrl.mayCarryKey(call.url())) {
      throw new BraintrustException(
          "refusing to send the API key over plain http to "
              + call.url().host()
              + ": use https (plain http is for this machine only)");
    }
    Request.Builder request = new Request.Builder().url(call.url());
    try {
      request.header("Authorization", "Bearer " + key.get());
    } catch (IllegalArgumentException e) {
      throw new BraintrustException("the API key holds a character that no header can carry");
    }
    request.header("User-Agent", "braintrust-beam");
    if (orgName != null) {
      request.headers(
          request
              .build()
              .headers()
              .newBuilder()
              .addUnsafeNonAscii("x-bt-org-name", orgName)
              .build());
    }
    if (call.body() != null) {
      request.post(RequestBody.create(call.body().bytes(), JSON));
    }
    return request.build();
  }

  private HttpReply follow(HttpCall call, HttpReply first, String location)
      throws IOException, InterruptedException {
    HttpUrl target = call.url().resolve(location);
    if (target == null || !SafeUrl.mayLeadTo(call.url(), target)) {
      throw new BraintrustException(call.where() + " leads (303) to no https address");
    }
    HttpReply second = fromStore(new Request.Builder().url(target).build());
    if (!second.isSuccess()) {
      throw new IOException("the object store answered " + second.status());
    }
    String cursor = first.cursor() != null ? first.cursor() : second.cursor();
    return new HttpReply(second.status(), cursor, null, second.body());
  }

  private HttpReply fromStore(Request request) throws IOException, InterruptedException {
    try {
      return reply(run(request));
    } catch (IOException e) {
      if (Failures.isUnreachable(e)) {
        throw new IOException("the object store cannot be reached", e); // and the service can
      }
      throw e;
    }
  }

  /** Asynchronous inside, so that an interrupt ends it at once. */
  private AsyncHttp.Answer run(Request request) throws IOException, InterruptedException {
    AsyncHttp.Exchange exchange = http.send(request);
    try {
      return await(exchange.answer());
    } finally {
      exchange.cancel();
    }
  }

  private AsyncHttp.Answer await(CompletableFuture<AsyncHttp.Answer> answer)
      throws IOException, InterruptedException {
    try {
      return answer.get(timeout.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutOfMemoryError error) {
        throw error; // to repeat it would not help
      }
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw (IOException) new SocketTimeoutException("timeout").initCause(e);
    }
  }

  private static HttpReply reply(AsyncHttp.Answer answer) {
    Headers headers = answer.headers();
    return new HttpReply(
        answer.status(), cursor(headers), headers.get("Retry-After"), answer.body());
  }

  private static @Nullable String cursor(Headers headers) {
    String cursor = headers.get("x-bt-cursor");
    boolean none = cursor == null || cursor.isEmpty();
    return none ? headers.get("x-amz-meta-bt_cursor") : cursor;
  }
}
