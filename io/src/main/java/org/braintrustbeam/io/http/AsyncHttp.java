package org.braintrustbeam.io.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.EventListener;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * One attempt at a request, without a thread of the caller's that waits for it.
 *
 * <p>Nothing is repeated and no redirect is followed. Connections and threads are shared by the
 * whole process; how many requests are in flight is the caller's to limit. A request in flight has
 * a thread, which costs its stack as far as it is used, and its answer.
 */
public final class AsyncHttp {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** As many as requests may be in flight: one that is not kept is made again for each request. */
  private static final int IDLE_CONNECTIONS = 512;

  private static final OkHttpClient SHARED = shared();

  private final OkHttpClient client;
  private final Duration timeout;
  private final int longestBody;

  /**
   * With bounds of its own.
   *
   * @param timeout of one attempt, to the last byte of its answer
   * @param longestBody of an answer, unpacked, in bytes
   */
  public AsyncHttp(Duration timeout, int longestBody) {
    this.client = SHARED.newBuilder().callTimeout(timeout).connectTimeout(shorter(timeout)).build();
    this.timeout = timeout;
    this.longestBody = longestBody;
  }

  /** Sets up what the first request needs, TLS for one, and sends nothing. */
  public static void prepare() {
    // nothing more to do: when this is called, the shared client is made
  }

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

  /** Sends it. */
  public Exchange send(Request request) {
    Progress progress = new Progress();
    Call call = client.newCall(request.newBuilder().tag(Progress.class, progress).build());
    CompletableFuture<Answer> answer = new CompletableFuture<>();
    call.enqueue(new Completion(progress, answer));
    return new Exchange(call, progress, answer);
  }

  /** An answer, read to its end and unpacked; of a failure the start of the body alone. */
  public static final class Answer {
    private final int status;
    private final Headers headers;
    private final byte[] body;

    private Answer(int status, Headers headers, byte[] body) {
      this.status = status;
      this.headers = headers;
      this.body = body;
    }

    /** The status of HTTP. */
    public int status() {
      return status;
    }

    /** The headers as they came. */
    public Headers headers() {
      return headers;
    }

    /** The bytes themselves, not a copy: nobody may change them. */
    public byte[] body() {
      return body;
    }
  }

  /** A request under way. */
  public static final class Exchange {
    private final Call call;
    private final Progress progress;
    private final CompletableFuture<Answer> answer;

    private Exchange(Call call, Progress progress, CompletableFuture<Answer> answer) {
      this.call = call;
      this.progress = progress;
      this.answer = answer;
    }

    /**
     * Its answer, or an {@link IOException}: a {@link ConnectException} also if time ran out before
     * there was a connection, as the library has the same exception for that and for an answer that
     * is late. An {@link OutOfMemoryError} too is handed on.
     */
    public CompletableFuture<Answer> answer() {
      return answer;
    }

    /** Ends it at once, if it has not ended. */
    public void cancel() {
      progress.cancelled = true;
      call.cancel();
    }
  }

  /** How far a request got; the library cancels one that is late too, so that says nothing. */
  private static final class Progress {
    private volatile boolean connected;
    private volatile boolean cancelled;
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

  private final class Completion implements Callback {
    private final Progress progress;
    private final CompletableFuture<Answer> answer;

    Completion(Progress progress, CompletableFuture<Answer> answer) {
      this.progress = progress;
      this.answer = answer;
    }

    @Override
    public void onFailure(Call call, IOException e) {
      answer.completeExceptionally(progress.cancelled ? e : understood(e));
    }

    @Override
    public void onResponse(Call call, Response response) {
      try (response) {
        answer.complete(new Answer(response.code(), response.headers(), body(response)));
      } catch (IOException e) {
        onFailure(call, e);
      } catch (RuntimeException | OutOfMemoryError e) {
        answer.completeExceptionally(e);
      }
    }

    private IOException understood(IOException e) {
      if (e instanceof InterruptedIOException) {
        return progress.connected ? e : (IOException) new ConnectException("timeout").initCause(e);
      }
      // the server may have closed all that were idle, and each would cost an attempt to find out
      client.connectionPool().evictAll();
      return e;
    }
  }

  private byte[] body(Response response) throws IOException {
    InputStream in = response.body().byteStream();
    return response.isSuccessful()
        ? BodyReader.read(in, longestBody, timeout)
        : BodyReader.readStart(in);
  }
}
