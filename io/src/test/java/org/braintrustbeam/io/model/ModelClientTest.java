package org.braintrustbeam.io.model;

import static org.braintrustbeam.io.model.FakeModels.FAST;
import static org.braintrustbeam.io.model.FakeModels.HURRY;
import static org.braintrustbeam.io.model.FakeModels.answering;
import static org.braintrustbeam.io.model.FakeModels.asked;
import static org.braintrustbeam.io.model.FakeModels.ok;
import static org.braintrustbeam.io.model.FakeModels.request;
import static org.braintrustbeam.io.model.FakeModels.says;
import static org.braintrustbeam.io.model.FakeModels.status;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.http.Secrets;
import org.braintrustbeam.io.model.ChatAnswer.Choice;
import org.braintrustbeam.io.model.ChatFailure.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ModelClientTest {
  private static final String BAD_KEY = "{\"error\":{\"message\":\"invalid x-api-key\"}}";

  private static ChatResult ask(ModelClient client) throws Exception {
    return client.call(request("q")).result().get(30, TimeUnit.SECONDS);
  }

  private static ChatFailure failure(ModelClient client) throws Exception {
    ChatResult result = ask(client);
    assertThat(result, instanceOf(ChatFailure.class));
    return (ChatFailure) result;
  }

  private static BraintrustException end(ModelClient client) {
    ExecutionException e = assertThrows(ExecutionException.class, () -> ask(client));
    return assertInstanceOf(BraintrustException.class, e.getCause());
  }

  private static String text(ChatResult result) {
    assertThat(result, instanceOf(ChatAnswer.class));
    return ((ChatAnswer) result).text();
  }

  @Test
  void asksAndReadsTheAnswer() throws Exception {
    try (FakeModels models = answering(says("yes"))) {
      ChatAnswer answer = (ChatAnswer) ask(models.client());

      assertThat(answer.choices(), contains(new Choice("yes", "stop")));
      assertThat(answer.model(), equalTo("m-1"));
      assertThat(answer.usage(), equalTo(new TokenUsage(7, 3)));
      assertThat(answer.digest(), equalTo(request("q").digest()));
      assertThat(answer.attempts(), equalTo(1));
      assertThat(answer.reused(), is(false));
      assertThat(
          models.requests.get(0).getUrl().encodedPath(), equalTo("/v1/proxy/chat/completions"));
      Headers headers = models.requests.get(0).getHeaders();
      assertThat(headers.get("Authorization"), equalTo("Bearer " + FakeModels.KEY));
      assertThat(headers.get("Content-Type"), equalTo("application/json"));
      assertThat(headers.get("x-bt-org-name"), nullValue());
      assertThat(models.requests.get(0).getBody().utf8(), equalTo(request("q").body().toString()));
    }
  }

  @Test
  void namesTheOrganisation() throws Exception {
    try (FakeModels models = answering(says("yes"))) {
      ask(new ModelClient(models.connection().withOrgName("Zoë\n& Co"), FAST));

      assertThat(models.requests.get(0).getHeaders().get("x-bt-org-name"), equalTo("Zoë & Co"));
    }
  }

  @Test
  void readsAChoiceForEachGroup() throws Exception {
    String two =
        "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"text\":\"b\"}]}},"
            + "{\"message\":{\"content\":null},\"finish_reason\":\"length\"}]}";
    try (FakeModels models = answering(ok(two))) {
      ChatAnswer answer = (ChatAnswer) ask(models.client());

      assertThat(answer.choices(), contains(new Choice("ab", ""), new Choice("", "length")));
      assertThat(answer.usage(), equalTo(TokenUsage.NONE));
    }
  }

  static List<MockResponse> passing() {
    return List.of(
        status(429, "slow down"),
        status(500, ""),
        status(502, "<html>"),
        status(529, "{\"error\":{\"message\":\"overloaded\"}}"),
        status(401, BAD_KEY),
        status(408, ""),
        new MockResponse.Builder().onRequestStart(new SocketEffect.CloseSocket()).build(),
        ok("{\"choices\":[{\"mess"),
        ok("[]"),
        ok("{\"error\":{\"message\":\"upstream failed\"}}"));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void repeatsWhatMayPass(MockResponse first) throws Exception {
    try (FakeModels models = answering(first, says("yes"))) {
      ChatAnswer answer = (ChatAnswer) ask(models.client());

      assertThat(answer.text(), equalTo("yes"));
      assertThat(answer.attempts(), equalTo(2));
      assertThat(models.requests, hasSize(2));
    }
  }

  @Test
  void waitsAsLongAsTheServiceAsks() throws Exception {
    MockResponse later =
        new MockResponse.Builder().code(429).addHeader("Retry-After", "1").body("").build();
    try (FakeModels models = answering(later, says("yes"))) {
      long start = System.nanoTime();

      assertThat(text(ask(models.client())), equalTo("yes"));

      assertThat(System.nanoTime() - start >= TimeUnit.SECONDS.toNanos(1), is(true));
    }
  }

  @ParameterizedTest
  @CsvSource({"429,RATE_LIMITED", "503,UNAVAILABLE"})
  void givesUpAfterAllRetries(int status, Reason reason) throws Exception {
    try (FakeModels models = answering(status(status, "no"))) {
      ChatFailure failure = failure(models.client());

      assertThat(failure.reason(), equalTo(reason));
      assertThat(failure.attempts(), equalTo(5));
      assertThat(
          failure.detail(),
          allOf(
              containsString("" + status),
              containsString("/v1/proxy/chat/completions"),
              containsString(": no (after 4 retries)")));
      assertThat(models.requests, hasSize(5));
    }
  }

  @Test
  void anAnswerThatCannotBeReadIsBoughtThreeTimesAtMost() throws Exception {
    try (FakeModels models = answering(ok("{\"error\":{\"message\":\"upstream failed\"}}"))) {
      ChatFailure failure = failure(models.client());

      assertThat(failure.reason(), equalTo(Reason.UNREADABLE));
      assertThat(failure.detail(), containsString("no completion of a chat: upstream failed"));
      assertThat(models.requests, hasSize(3));
    }
  }

  @Test
  void oneAttemptHasAnEnd() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (FakeModels models =
        new FakeModels(
            request -> {
              await(never);
              return says("late");
            })) {
      ModelConnection hasty = models.connection().withPatience(1, Duration.ofMillis(300));

      ChatFailure failure = failure(new ModelClient(hasty, FAST));

      assertThat(failure.reason(), equalTo(Reason.TIMED_OUT));
      assertThat(failure.detail(), containsString("within 0.3 s (after 1 retries)"));
      never.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS), is(true));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|{\"error\":{\"code\":\"context_length_exceeded\",\"message\":\"x\"}}|CONTEXT_TOO_LONG",
        "400|{\"error\":{\"message\":\"This model's maximum context length is 8\"}}|CONTEXT_TOO_LONG",
        "413|too large|CONTEXT_TOO_LONG",
        "400|{\"error\":{\"code\":\"content_filter\",\"message\":\"x\"}}|CONTENT_FILTERED",
        "400|{\"error\":{\"message\":\"bad\"}}|REFUSED",
        "403|flagged|REFUSED",
        "422|x|REFUSED",
        "501|x|REFUSED",
        "200|{\"choices\":[{\"message\":{\"content\":\" \"},\"finish_reason\":\"stop\"}]}|EMPTY",
        "200|{\"choices\":[{\"message\":{},\"finish_reason\":\"length\"}]}|EMPTY",
        "200|{\"choices\":[{\"message\":{\"content\":\"\"},\"finish_reason\":\"content_filter\"}]}|CONTENT_FILTERED",
        "200|{\"choices\":[{\"message\":{\"content\":null,\"refusal\":\"I can't\"}}]}|CONTENT_FILTERED"
      })
  void aRequestThatIsRefusedForGoodIsAskedOnce(int status, String body, Reason reason)
      throws Exception {
    try (FakeModels models = answering(status(status, body))) {
      ChatFailure failure = failure(models.client());

      assertThat(failure.reason(), equalTo(reason));
      assertThat(failure.attempts(), equalTo(1));
      assertThat(failure.detail(), not(containsString("retries")));
      assertThat(models.requests, hasSize(1));
    }
  }

  @Test
  void doesNotHoldAnAnswerOfAnyLength() throws Exception {
    try (FakeModels models = answering(ok("\"" + "x".repeat(9 << 20) + "\""))) {
      ChatFailure failure = failure(models.client());

      assertThat(failure.reason(), equalTo(Reason.UNREADABLE));
      assertThat(models.requests, hasSize(1));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void theKeyFollowsNoRedirect(int status) {
    try (FakeModels other = answering(says("yes"));
        FakeModels models =
            answering(
                new MockResponse.Builder()
                    .code(status)
                    .addHeader("Location", other.connection().url().toString())
                    .build())) {
      assertThat(
          end(models.client()).getMessage(),
          allOf(containsString("leads elsewhere (" + status + ")"), containsString("--base")));
      assertThat(other.requests, empty());
    }
  }

  @Test
  void aModelThatIsNotThereEndsTheRun() {
    String body = "{\"error\":{\"message\":\"The model `m` does not exist\"}}";
    try (FakeModels models = answering(status(404, body))) {
      assertThat(
          end(models.client()).getMessage(),
          allOf(containsString("(404)"), containsString("The model `m` does not exist")));
    }
  }

  @ParameterizedTest
  @CsvSource({"402,x", "429,'{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"pay\"}}'"})
  void creditThatIsUsedUpEndsTheRun(int status, String body) {
    try (FakeModels models = answering(status(status, body))) {
      assertThat(end(models.client()).getMessage(), containsString("is used up (" + status + ")"));
      assertThat(models.requests, hasSize(1));
    }
  }

  @Test
  void aServiceThatNobodyReachesEndsTheRun() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    Secrets.set(FakeModels.VARIABLE, FakeModels.KEY);
    ModelClient client =
        new ModelClient(FakeModels.connection(URI.create("http://127.0.0.1:" + closed)), FAST);

    assertThat(
        end(client).getMessage(),
        equalTo("cannot reach 127.0.0.1:" + closed + ": check --base and the network"));
  }

  @Test
  void withoutAKeyNothingIsSent() {
    try (FakeModels models = answering(says("yes"))) {
      Secrets.set(FakeModels.VARIABLE, null);

      assertThat(end(models.client()).getMessage(), containsString(FakeModels.VARIABLE));
      assertThat(models.requests, empty());
    }
  }

  @Test
  void aKeyThatIsRefusedFromTheStartEndsTheRunWithinFewRequests() {
    CountDownLatch allCalled = new CountDownLatch(1);
    try (FakeModels models =
        new FakeModels(
            request -> {
              await(allCalled);
              return status(401, BAD_KEY);
            })) {
      ModelClient client = new ModelClient(models.connection(), HURRY);
      List<ChatCall> calls = FakeModels.requests(1_000).stream().map(client::call).toList();
      allCalled.countDown();

      for (ChatCall call : calls) {
        ExecutionException e =
            assertThrows(ExecutionException.class, () -> call.result().get(30, TimeUnit.SECONDS));
        assertThat(
            String.valueOf(e.getCause()),
            allOf(
                containsString("the API key was refused (401)"),
                containsString("invalid x-api-key"),
                containsString(FakeModels.VARIABLE)));
      }
      assertThat(models.requests.size(), lessThanOrEqualTo(8 + 2));
    }
  }

  @Test
  void aKeyThatWorkedIsTriedAgainForMinutes() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (FakeModels models =
        new FakeModels(
            request -> {
              int number = asked.incrementAndGet();
              return number > 20 && number <= 40 ? status(401, BAD_KEY) : says("yes");
            })) {
      ModelClient client = new ModelClient(models.connection(), FakeModels.hurry(100));
      for (ChatCall call : FakeModels.requests(200).stream().map(client::call).toList()) {
        assertThat(text(call.result().get(30, TimeUnit.SECONDS)), equalTo("yes"));
      }

      assertThat(models.requests, hasSize(220));
    }
  }

  @Test
  void aKeyThatStopsWorkingForGoodEndsTheRun() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch allCalled = new CountDownLatch(1);
    try (FakeModels models =
        new FakeModels(
            request -> {
              if (asked.incrementAndGet() <= 20) {
                return says("yes");
              }
              await(allCalled);
              return status(401, BAD_KEY);
            })) {
      ModelClient client = new ModelClient(models.connection(), HURRY);
      List<ChatCall> calls = FakeModels.requests(200).stream().map(client::call).toList();
      allCalled.countDown();
      int answered = 0;
      for (ChatCall call : calls) {
        try {
          ChatResult unused = call.result().get(30, TimeUnit.SECONDS);
          answered++;
        } catch (ExecutionException e) {
          assertThat(e.getCause(), instanceOf(BraintrustException.class));
        }
      }

      assertThat(answered, equalTo(20));
      assertThat(models.requests.size(), lessThan(20 + 8 + 100));
    }
  }

  @Test
  void asManyAreInFlightAsAreAllowedAndNoMore() throws Exception {
    int concurrency = 128;
    CyclicBarrier allHere = new CyclicBarrier(concurrency);
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (FakeModels models =
        new FakeModels(
            request -> {
              most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
              meet(allHere);
              inFlight.decrementAndGet();
              return says("yes");
            })) {
      ModelClient client = new ModelClient(models.connection().withLimits(concurrency, 0), FAST);
      for (ChatCall call :
          FakeModels.requests(4 * concurrency).stream().map(client::call).toList()) {
        assertThat(text(call.result().get(30, TimeUnit.SECONDS)), equalTo("yes"));
      }

      assertThat(most.get(), equalTo(concurrency));
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("not all came", e);
    }
  }

  @Test
  void keepsToABudgetAMinute() throws Exception {
    int speed = 60;
    List<Long> times = new CopyOnWriteArrayList<>();
    try (FakeModels models =
        new FakeModels(
            request -> {
              times.add(System.nanoTime());
              return says("yes");
            })) {
      ModelClient client =
          new ModelClient(models.connection().withLimits(8, 600), FakeModels.hurry(speed));
      for (ChatCall call : FakeModels.requests(700).stream().map(client::call).toList()) {
        assertThat(text(call.result().get(50, TimeUnit.SECONDS)), equalTo("yes"));
      }
    }
    List<Long> sorted = times.stream().sorted().toList();

    for (int i = 600; i < 700; i++) {
      long window = sorted.get(i) - sorted.get(i - 600);
      assertThat(window >= TimeUnit.MINUTES.toNanos(1) / speed, is(true));
    }
  }

  @Test
  void aCallThatIsCancelledEndsAtOnceAndLeavesItsPlace() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (FakeModels models =
        new FakeModels(
            request -> {
              if (asked(request).equals("first")) {
                await(never);
              }
              return says("yes");
            })) {
      ModelClient client = new ModelClient(models.connection().withLimits(1, 0), FAST);
      ChatCall first = client.call(request("first"));
      ChatCall second = client.call(request("second"));
      ChatCall third = client.call(request("third"));

      second.cancel();
      first.cancel();

      assertThat(text(third.result().get(10, TimeUnit.SECONDS)), equalTo("yes"));
      assertThat(first.result().isCompletedExceptionally(), is(true));
      assertThat(second.result().isCompletedExceptionally(), is(true));
      never.countDown();
    }
  }

  @Test
  void theKeyIsInNoMessageAlsoWhereTheServiceRepeatsIt() throws Exception {
    String echo =
        "{\"error\":{\"message\":\"Incorrect API key provided: " + FakeModels.KEY + "\"}}";
    for (int status : new int[] {400, 401, 403, 404, 429, 500}) {
      try (FakeModels models = answering(status(status, echo))) {
        String message;
        try {
          message = failure(new ModelClient(models.connection(), HURRY)).detail();
        } catch (ExecutionException e) {
          message = String.valueOf(e.getCause());
        }
        assertThat(message, containsString("Incorrect API key provided: [key]"));
        assertThat(message, not(containsString(FakeModels.KEY)));
      }
    }
  }

  /** Each of these fails once in five times, and no more often in a row than there are retries. */
  @Test
  void ofAModelThatFailsOnceInFiveTimesNoCallIsLost() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    int[] statuses = {500, 429, 503, 401, 408};
    try (FakeModels models =
        new FakeModels(
            request -> {
              int number = asked.incrementAndGet();
              return number % 5 == 0 ? status(statuses[number / 5 % 5], "x") : says("yes");
            })) {
      ModelClient client =
          new ModelClient(models.connection().withPatience(6, Duration.ofSeconds(10)), HURRY);
      List<ChatCall> calls =
          IntStream.range(0, 500).mapToObj(i -> client.call(request("" + i))).toList();
      for (ChatCall call : calls) {
        assertThat(text(call.result().get(50, TimeUnit.SECONDS)), equalTo("yes"));
      }
    }
  }
}
