package org.braintrustbeam.io.model;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.braintrust.LiveCounts;
import org.braintrustbeam.io.http.AsyncHttp;
import org.braintrustbeam.io.http.DaemonThreads;
import org.braintrustbeam.io.http.Pace;
import org.braintrustbeam.io.http.RefusedTurns;
import org.braintrustbeam.io.http.SafeUrl;
import org.braintrustbeam.io.http.Ticker;
import org.braintrustbeam.io.http.Timing;

/** Asks one service; one per process and connection, shared by all threads. */
final class ModelClient {
  /** A long answer is some ten thousand tokens; this is a hundred times that. */
  private static final int LONGEST_BODY = 8 << 20;

  private static final MediaType JSON = MediaType.get("application/json");
  private static final ExecutorService THREADS = DaemonThreads.pool("braintrust-model");
  private static final Map<ModelConnection, ModelClient> CLIENTS = new ConcurrentHashMap<>();

  private final ModelConnection connection;
  private final AsyncHttp http;
  private final Ticker ticker;
  private final Gate gate;
  private final ChatVerdict verdict;
  private volatile String keyInUse = "";
  private final Set<ChatCall> calls = ConcurrentHashMap.newKeySet();

  ModelClient(ModelConnection connection, Timing timing) {
    this.connection = connection;
    this.ticker = timing.ticker();
    this.http = new AsyncHttp(connection.requestTimeout(), LONGEST_BODY);
    Pace pace = new Pace(connection.requestsPerMinute(), connection.workers(), ticker);
    this.gate = new Gate(connection.atOnce(), pace, ticker, THREADS);
    this.verdict = new ChatVerdict(connection, timing, pace, gate, this::withoutKey);
    String reports = connection.workers().folder();
    if (reports != null) {
      LiveCounts.reportTo(reports);
    }
  }

  /** The client of this process for this connection. */
  static ModelClient of(ModelConnection connection) {
    return CLIENTS.computeIfAbsent(connection, key -> new ModelClient(key, Timing.DEFAULT));
  }

  /** Has {@link #of} return this client, for tests of what is made out of connections. */
  static void use(ModelClient client) {
    CLIENTS.put(client.connection, client);
  }

  /** Begins a call; it ends by itself. */
  ChatCall call(ChatRequest request) {
    ChatCall call = new ChatCall(this, request);
    calls.add(call);
    var unused = call.result().whenComplete((result, failure) -> calls.remove(call));
    gate.join(call);
    return call;
  }

  /** Ends all calls that have no request under way. */
  void end(BraintrustException why) {
    gate.narrow(); // should anybody try again, one at a time finds out
    calls.forEach(call -> call.endUnlessUnderWay(why));
  }

  /** One attempt; the key is in this request, so the check of where it goes is here too. */
  AsyncHttp.Exchange send(ChatRequest request) {
    if (!SafeUrl.mayCarryKey(connection.url())) {
      throw new BraintrustException("refusing to send the API key over plain http");
    }
    String key = connection.key().find(connection.url(), connection.workers().areElsewhere());
    keyInUse = key;
    Request.Builder attempt =
        new Request.Builder()
            .url(connection.url())
            .header("Authorization", "Bearer " + key)
            .header("User-Agent", "braintrust-beam")
            .post(RequestBody.create(request.body().bytes(), JSON));
    String org = connection.orgName();
    if (org != null) {
      attempt.headers(
          attempt.build().headers().newBuilder().addUnsafeNonAscii("x-bt-org-name", org).build());
    }
    return http.send(attempt.build());
  }

  private String withoutKey(String text) {
    String key = keyInUse;
    return key.isEmpty() ? text : text.replace(key, "[key]");
  }

  /** Has a call take its next turn after a wait. */
  void later(long waitMillis, ChatCall call) {
    ticker.after(TimeUnit.MILLISECONDS.toNanos(waitMillis), () -> gate.rejoin(call), THREADS);
  }

  RefusedTurns refusedTurns() {
    return new RefusedTurns(verdict.served(), ticker, connection.maxRetries());
  }

  /** How many requests this process may have in flight. */
  int places() {
    return connection.atOnce();
  }

  int maxRetries() {
    return connection.maxRetries();
  }

  Gate gate() {
    return gate;
  }

  ChatVerdict verdict() {
    return verdict;
  }

  Ticker ticker() {
    return ticker;
  }
}
