package org.braintrustbeam.io.braintrust;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Requests over OkHttp.
 *
 * <p>Decides where the key may go: over https, or to this machine, and never along with a redirect.
 * Large answers are a 303 to an object store; it is followed once, without the key.
 */
final class OkHttpTransport implements Transport {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** As many as requests may be in flight: one that is not kept is made again for each request. */
  private static final int IDLE_CONNECTIONS = 512;

  private static final MediaType JSON = MediaType.get("application/json");

  /** Shared, so that connections and threads are; our own limits apply, not the dispatcher's. */
  private static final OkHttpClient SHARED = shared();

  private final OkHttpClient client;
  private final Duration timeout;
  private final Supplier<String> key;
  private final @Nullable String orgName;

  OkHttpTransport(Duration timeout, Supplier<String> key, @Nullable String orgName) {
    this.client = SHARED.newBuilder().callTimeout(timeout).connectTimeout(shorter(timeout)).build();
    this.timeout = timeout;
    this.key = key;
    this.orgName = orgName == null ? null : orgName.replaceAll("\\p{Cntrl}", " ");
  }

  /** Nothing more to do: when this is called, the shared client is made. */
  static void prepare() {}

  private static OkHttpClient shared() {
    Dispatcher dispatcher = new Dispatcher(DaemonThreads.pool("braintrust-http"));
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, 1, TimeUnit.MINUTES))
        .retryOnConnectionFailure(false) // each attempt is ours to count and to space
        .followRedirects(false)
        .followSslRedirects(false)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .eventListener(new ConnectionListener())
        .build();
  }

  private static Duration shorter(Duration timeout) {
    return timeout.compareTo(CONNECT_TIMEOUT) < 0 ? timeout : CONNECT_TIMEOUT;
  }

  @Override
  public HttpReply exchange(HttpCall call) throws IOException, InterruptedException {
    Answer answer = run(withKey(call));
    return answer.location == null ? answer.reply : follow(call, answer, answer.location);
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

  private HttpReply follow(HttpCall call, Answer first, String location)
      throws IOException, InterruptedException {
    HttpUrl target = call.url().resolve(location);
    if (target == null || !SafeUrl.mayLeadTo(call.url(), target)) {
      throw new BraintrustException(call.where() + " leads (303) to no https address");
    }
    HttpReply second = fromStore(new Request.Builder().url(target).build());
    if (!second.isSuccess()) {
      throw new IOException("the object store answered " + second.status());
    }
    String cursor = first.reply.cursor() != null ? first.reply.cursor() : second.cursor();
    return new HttpReply(second.status(), cursor, null, second.body());
  }

  private HttpReply fromStore(Request request) throws IOException, InterruptedException {
    try {
      return run(request).reply;
    } catch (IOException e) {
      if (Failures.isUnreachable(e)) {
        throw new IOException("the object store cannot be reached", e); // and the service can
      }
      throw e;
    }
  }

  /** Whether a request got as far as a connection. */
  private static final class Progress {
    private volatile boolean connected;
  }

  private static final class ConnectionListener extends EventListener {
    @Override
    public void connectionAcquired(Call call, Connection connection) {
      Progress progress = call.request().tag(Progress.class);
      if (progress != null) {
        progress.connected = true;
      }
    }
  }

  /** An answer, and where it sends us if it is a 303. */
  private record Answer(HttpReply reply, @Nullable String location) {}

  /**
   * Asynchronous inside, so that an interrupt ends it at once.
   *
   * @throws ConnectException also if time ran out before there was a connection: the library has
   *     the same exception for that and for an answer that is late
   */
  private Answer run(Request request) throws IOException, InterruptedException {
    Progress progress = new Progress();
    Call call = client.newCall(request.newBuilder().tag(Progress.class, progress).build());
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    call.enqueue(new Completion(answer, timeout));
    try {
      return await(answer);
    } catch (InterruptedIOException e) {
      throw progress.connected ? e : (IOException) new ConnectException("timeout").initCause(e);
    } catch (IOException e) {
      // the server may have closed all that were idle, and each would cost an attempt to find out
      client.connectionPool().evictAll();
      throw e;
    } finally {
      call.cancel();
    }
  }

  private Answer await(CompletableFuture<Answer> answer) throws IOException, InterruptedException {
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

  private record Completion(CompletableFuture<Answer> answer, Duration patience)
      implements Callback {
    @Override
    public void onFailure(Call call, IOException e) {
      answer.completeExceptionally(e);
    }

    @Override
    public void onResponse(Call call, Response response) {
      try (response) {
        HttpReply reply =
            new HttpReply(
                response.code(),
                cursor(response),
                response.header("Retry-After"),
                body(response, patience));
        String location = response.code() == 303 ? response.header("Location") : null;
        answer.complete(new Answer(reply, location));
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        answer.completeExceptionally(e);
      }
    }
  }

  private static byte[] body(Response response, Duration patience) throws IOException {
    InputStream in = response.body().byteStream();
    return response.isSuccessful() ? BodyReader.read(in, patience) : BodyReader.readStart(in);
  }

  private static @Nullable String cursor(Response response) {
    String cursor = response.header("x-bt-cursor");
    boolean none = cursor == null || cursor.isEmpty();
    return none ? response.header("x-amz-meta-bt_cursor") : cursor;
  }
}
