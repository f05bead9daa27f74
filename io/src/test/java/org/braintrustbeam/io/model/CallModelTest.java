package org.braintrustbeam.io.model;

import static org.braintrustbeam.io.model.FakeModels.FAST;
import static org.braintrustbeam.io.model.FakeModels.HURRY;
import static org.braintrustbeam.io.model.FakeModels.asked;
import static org.braintrustbeam.io.model.FakeModels.request;
import static org.braintrustbeam.io.model.FakeModels.says;
import static org.braintrustbeam.io.model.FakeModels.status;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.braintrustbeam.io.braintrust.CallCounts;
import org.braintrustbeam.io.braintrust.LiveCounts;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.http.Timing;
import org.braintrustbeam.io.http.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestPipelineExtension.class)
@Timeout(120)
class CallModelTest {
  private static final AnswerCheck THOUGHTS =
      answer -> answer.text().startsWith("<think>") ? "nothing but thoughts" : null;

  @TempDir private Path path;

  private SharedFolder folder() throws IOException {
    return SharedFolder.mark(path.resolve("answers").toString());
  }

  private static ModelConnection registered(FakeModels models, int concurrency, Timing timing) {
    ModelConnection connection =
        models.connection().withLimits(concurrency, 0).withPatience(6, Duration.ofSeconds(30));
    ModelClient.use(new ModelClient(connection, timing));
    return connection;
  }

  private static PCollection<KV<String, ChatRequest>> requests(Pipeline pipeline, List<String> of) {
    return pipeline.apply(
        "Requests",
        Create.of(of.stream().map(text -> KV.of("key of " + text, request(text))).toList())
            .withCoder(KvCoder.of(StringUtf8Coder.of(), ChatRequestCoder.of())));
  }

  private static List<String> questions(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "q" + i).toList();
  }

  private static PCollection<String> told(PCollection<KV<String, ChatResult>> results) {
    return results.apply(
        "Tell",
        MapElements.into(TypeDescriptors.strings())
            .via(result -> result.getKey() + ": " + told(result.getValue())));
  }

  private static String told(ChatResult result) {
    return result instanceof ChatAnswer answer
        ? answer.text()
        : "failed " + ((ChatFailure) result).reason();
  }

  private static List<String> allAnswered(List<String> questions) {
    return questions.stream().map(q -> "key of " + q + ": answer to " + q).toList();
  }

  private static MockResponse answer(RecordedRequest request) {
    return says("answer to " + asked(request));
  }

  private static long counter(PipelineResult result, String name) {
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named("braintrust.model", name))
            .build();
    return StreamSupport.stream(
            result.metrics().queryMetrics(filter).getCounters().spliterator(), false)
        .mapToLong(counter -> counter.getAttempted())
        .sum();
  }

  @Test
  void answersEachOnceAndEqualRequestsForTheSameMoney(TestPipeline pipeline) throws IOException {
    SharedFolder folder = folder();
    List<String> questions = new ArrayList<>(questions(0, 300));
    questions.addAll(questions(0, 100));
    try (FakeModels models = new FakeModels(CallModelTest::answer)) {
      LiveCounts.reset();
      PCollection<KV<String, ChatResult>> results =
          requests(pipeline, questions).apply(CallModel.at(registered(models, 16, FAST), folder));
      PAssert.that(told(results)).containsInAnyOrder(allAnswered(questions));

      PipelineResult result = pipeline.run();

      assertThat(models.requests, hasSize(300));
      assertThat(counter(result, "answers_bought"), equalTo(300L));
      assertThat(counter(result, "answers_reused"), equalTo(100L));
      assertThat(counter(result, "requests_sent"), equalTo(300L));
      assertThat(counter(result, "input_tokens"), equalTo(2_100L));
      assertThat(counter(result, "output_tokens"), equalTo(900L));
      assertThat(LiveCounts.calls(), equalTo(new CallCounts(300, 100, 0)));
      assertThat(
          BoughtAnswers.in(folder), equalTo(new BoughtAnswers(300, 0, new TokenUsage(2_100, 900))));
    }
  }

  @Test
  void aLaterRunBuysOnlyWhatIsMissing(TestPipeline pipeline) throws IOException {
    try (FakeModels models = new FakeModels(CallModelTest::answer)) {
      ModelConnection connection = registered(models, 16, FAST);
      Pipeline first = Pipeline.create(pipeline.getOptions());
      requests(first, questions(0, 120)).apply(CallModel.at(connection, folder()));
      first.run().waitUntilFinish();
      SharedFolder again = folder();
      PAssert.that(
              told(requests(pipeline, questions(50, 200)).apply(CallModel.at(connection, again))))
          .containsInAnyOrder(allAnswered(questions(50, 200)));

      PipelineResult result = pipeline.run();

      assertThat(models.requests, hasSize(200));
      assertThat(counter(result, "answers_reused"), equalTo(70L));
      assertThat(
          BoughtAnswers.in(again), equalTo(new BoughtAnswers(80, 120, new TokenUsage(560, 240))));
    }
  }

  @Test
  void aCallThatFailsIsOneFailureAndIsAskedAgainByTheNextRun(TestPipeline pipeline)
      throws IOException {
    AtomicInteger refusals = new AtomicInteger(1);
    Function<RecordedRequest, MockResponse> answers =
        request ->
            asked(request).equals("q7") && refusals.getAndDecrement() > 0
                ? status(400, "{\"error\":{\"message\":\"bad\"}}")
                : answer(request);
    try (FakeModels models = new FakeModels(answers)) {
      ModelConnection connection = registered(models, 16, FAST);
      Pipeline first = TestPipeline.create().enableAbandonedNodeEnforcement(false);
      List<String> expected = new ArrayList<>(allAnswered(questions(0, 20)));
      expected.set(7, "key of q7: failed REFUSED");
      PAssert.that(
              told(requests(first, questions(0, 20)).apply(CallModel.at(connection, folder()))))
          .containsInAnyOrder(expected);
      PipelineResult result = first.run();
      assertThat(counter(result, "calls_failed"), equalTo(1L));

      PAssert.that(
              told(requests(pipeline, questions(0, 20)).apply(CallModel.at(connection, folder()))))
          .containsInAnyOrder(allAnswered(questions(0, 20)));
      pipeline.run();

      assertThat(models.requests, hasSize(21));
    }
  }

  @Test
  void anAnswerThatLacksSomethingIsAFailureAndIsAskedForAgain(TestPipeline pipeline)
      throws IOException {
    AtomicInteger empty = new AtomicInteger(1);
    Function<RecordedRequest, MockResponse> answers =
        request ->
            asked(request).equals("q2") && empty.getAndDecrement() > 0
                ? says("<think>hm</think>")
                : answer(request);
    try (FakeModels models = new FakeModels(answers)) {
      ModelConnection connection = registered(models, 4, FAST);
      Pipeline first = TestPipeline.create().enableAbandonedNodeEnforcement(false);
      List<String> expected = new ArrayList<>(allAnswered(questions(0, 4)));
      expected.set(2, "key of q2: failed EMPTY");
      PAssert.that(
              told(
                  requests(first, questions(0, 4))
                      .apply(CallModel.<String>at(connection, folder()).withCheck(THOUGHTS))))
          .containsInAnyOrder(expected);
      first.run();

      PAssert.that(
              told(
                  requests(pipeline, questions(0, 4))
                      .apply(CallModel.<String>at(connection, folder()).withCheck(THOUGHTS))))
          .containsInAnyOrder(allAnswered(questions(0, 4)));
      pipeline.run();

      assertThat(models.requests, hasSize(5));
    }
  }

  @Test
  void aHundredRequestsAreInFlightOnTwoCores(TestPipeline pipeline) throws IOException {
    int concurrency = 100;
    CyclicBarrier allHere = new CyclicBarrier(concurrency);
    try (FakeModels models =
        new FakeModels(
            request -> {
              meet(allHere);
              return answer(request);
            })) {
      List<String> questions = questions(0, 5 * concurrency);
      PAssert.that(
              told(
                  requests(pipeline, questions)
                      .apply(CallModel.at(registered(models, concurrency, FAST), folder()))))
          .containsInAnyOrder(allAnswered(questions));

      pipeline.run();
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("not all came", e);
    }
  }

  @Test
  void ofAModelThatFailsOnceInFiveTimesNothingIsLost(TestPipeline pipeline) throws IOException {
    AtomicInteger number = new AtomicInteger();
    try (FakeModels models =
        new FakeModels(
            request ->
                number.incrementAndGet() % 5 == 0
                    ? status(number.get() % 2 == 0 ? 503 : 429, "")
                    : answer(request))) {
      PAssert.that(
              told(
                  requests(pipeline, questions(0, 400))
                      .apply(CallModel.at(registered(models, 16, HURRY), folder()))))
          .containsInAnyOrder(allAnswered(questions(0, 400)));

      PipelineResult result = pipeline.run();

      assertThat(counter(result, "requests_sent"), equalTo((long) models.requests.size()));
    }
  }

  /** What arrived before is paid for, and there for the next run. */
  @Test
  void aKeyThatIsRefusedForGoodEndsTheRunAndKeepsTheAnswers() throws Exception {
    AtomicInteger number = new AtomicInteger();
    try (FakeModels models =
        new FakeModels(
            request ->
                number.incrementAndGet() <= 30
                    ? answer(request)
                    : status(401, "invalid " + FakeModels.KEY))) {
      Pipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);
      SharedFolder folder = folder();
      requests(pipeline, questions(0, 1_000))
          .apply(CallModel.at(registered(models, 8, HURRY), folder));

      RuntimeException e = assertThrows(RuntimeException.class, () -> pipeline.run());

      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString(), containsString("the API key was refused (401)"));
      assertThat(trace.toString(), not(containsString(FakeModels.KEY)));
      assertThat(BoughtAnswers.in(folder).byThisRun(), equalTo(30L));
    }
  }

  @Test
  void theKeyIsInNothingThatTravelsOrIsKept(TestPipeline pipeline) throws IOException {
    try (FakeModels models = new FakeModels(CallModelTest::answer)) {
      ModelConnection connection = registered(models, 4, FAST);
      CallModel<String> calls = CallModel.at(connection, folder());
      PAssert.that(told(requests(pipeline, questions(0, 3)).apply(calls)))
          .containsInAnyOrder(allAnswered(questions(0, 3)));
      pipeline.run();

      List<byte[]> everything = new ArrayList<>();
      everything.add(SerializableUtils.serializeToByteArray(connection));
      everything.add(SerializableUtils.serializeToByteArray(calls));
      everything.add(connection.toString().getBytes(StandardCharsets.UTF_8));
      try (var files = Files.walk(path)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          everything.add(Files.readAllBytes(file));
        }
      }
      for (byte[] bytes : everything) {
        assertThat(
            new String(bytes, StandardCharsets.ISO_8859_1), not(containsString(FakeModels.KEY)));
      }
    }
  }

  @Test
  void estimatesWhatIsMissingWithoutACall(TestPipeline pipeline) throws Exception {
    SharedFolder folder = folder();
    AnswerStore store = new AnswerStore(folder);
    store.keep(FakeModels.answer("q0")).get(30, TimeUnit.SECONDS);
    List<String> questions = new ArrayList<>(questions(0, 5));
    questions.add("q4");

    PAssert.thatSingleton(
            requests(pipeline, questions).apply(EstimateCalls.beside(folder, Workers.THIS_PROCESS)))
        .isEqualTo(new CallEstimate(6, 4, new TokenUsage(4 * 5, 0)));
    pipeline.run();
  }

  @Test
  void estimatesNothingOfNothing(TestPipeline pipeline) throws Exception {
    PAssert.thatSingleton(
            requests(pipeline, List.of())
                .apply(EstimateCalls.beside(folder(), Workers.THIS_PROCESS)))
        .isEqualTo(CallEstimate.NONE);
    pipeline.run();
  }

  @Test
  void itsResultsHaveACoder(TestPipeline pipeline) throws Exception {
    SharedFolder folder = folder();
    ModelConnection connection = FakeModels.connection(URI.create("https://llm.example"));
    PCollection<KV<String, ChatRequest>> odd =
        pipeline.apply(
            Create.of(Map.of("k", request("q")))
                .withCoder(KvCoder.of(StringUtf8Coder.of(), ChatRequestCoder.of())));

    assertThat(
        odd.apply(CallModel.at(connection, folder)).getCoder(),
        equalTo(KvCoder.of(StringUtf8Coder.of(), ChatResultCoder.of())));
    pipeline.enableAbandonedNodeEnforcement(false);
  }
}
