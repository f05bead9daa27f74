package org.braintrustbeam.runners;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.http.Secrets;
import org.braintrustbeam.io.model.BoughtAnswers;
import org.braintrustbeam.io.model.CallModel;
import org.braintrustbeam.io.model.ChatMessage;
import org.braintrustbeam.io.model.ChatRequest;
import org.braintrustbeam.io.model.ChatRequestCoder;
import org.braintrustbeam.io.model.KeyPlaces;
import org.braintrustbeam.io.model.ModelConnection;
import org.braintrustbeam.io.model.TokenUsage;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As many requests to a model are in flight as are allowed, on few threads of either runner. */
class CallModelIT {
  private static final String VARIABLE = "CALL_MODEL_IT_KEY";
  private static final int CONCURRENCY = 128;
  private static final String ANSWER =
      "{\"model\":\"m\",\"choices\":[{\"message\":{\"content\":\"yes\"}}],"
          + "\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":1}}";

  @TempDir private Path folder;

  /** Answers when so many have asked; with fewer, none of them gets an answer. */
  private static final class TogetherOnly extends Dispatcher {
    private final CyclicBarrier all = new CyclicBarrier(CONCURRENCY);
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
      asked.add(request.getUrl().encodedPath());
      try {
        int unusedPlace = all.await(30, TimeUnit.SECONDS);
      } catch (BrokenBarrierException | TimeoutException e) {
        return new MockResponse.Builder().code(400).body("not all came").build();
      }
      return new MockResponse.Builder().body(ANSWER).build();
    }
  }

  private static PipelineOptions options(String runner, int parallelism) {
    if (runner.equals("direct")) {
      DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
      options.setRunner(DirectRunner.class);
      options.setTargetParallelism(parallelism);
      return options;
    }
    FlinkPipelineOptions options = PipelineOptionsFactory.as(FlinkPipelineOptions.class);
    options.setRunner(FlinkRunner.class);
    options.setFlinkMaster("[local]");
    options.setParallelism(parallelism);
    options.setFilesToStage(List.of());
    return options;
  }

  private static ModelConnection connection(URI base) {
    Secrets.set(VARIABLE, "sk-of-a-test");
    KeyPlaces key = new KeyPlaces(List.of(VARIABLE), null, "--key-file", null);
    return ModelConnection.to(base, "--base", key).withLimits(CONCURRENCY, 0);
  }

  private static KV<String, ChatRequest> request(int number) {
    List<ChatMessage> messages = List.of(ChatMessage.user("question " + number));
    return KV.of("key " + number, ChatRequest.to("m").messages(messages).build());
  }

  @ParameterizedTest
  @CsvSource({"direct,1", "direct,2", "flink,1", "flink,2"})
  @Timeout(120)
  void allThatAreAllowedAreInFlight(String runner, int parallelism) throws IOException {
    int calls = 4 * CONCURRENCY;
    TogetherOnly service = new TogetherOnly();
    try (MockWebServer server = new MockWebServer()) {
      server.setDispatcher(service);
      server.start();
      SharedFolder answers = SharedFolder.mark(folder.resolve("answers").toString());
      Pipeline pipeline = Pipeline.create(options(runner, parallelism));
      pipeline
          .apply(
              Create.of(IntStream.range(0, calls).mapToObj(CallModelIT::request).toList())
                  .withCoder(KvCoder.of(StringUtf8Coder.of(), ChatRequestCoder.of())))
          .apply(CallModel.at(connection(server.url("/v1/proxy").uri()), answers));

      pipeline.run().waitUntilFinish();

      assertThat(service.asked, hasSize(calls));
      assertThat(
          BoughtAnswers.in(answers),
          equalTo(new BoughtAnswers(calls, 0, new TokenUsage(2L * calls, calls))));
    }
  }
}
