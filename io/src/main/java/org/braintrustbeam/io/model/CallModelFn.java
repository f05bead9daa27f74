package org.braintrustbeam.io.model;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.files.SharedFolder;
import org.jspecify.annotations.Nullable;

/** Starts calls as requests come, and hands over what has come of them until the bundle ends. */
final class CallModelFn<T>
    extends DoFn<KV<Integer, Iterable<KV<T, ChatRequest>>>, KV<T, ChatResult>> {
  private final ModelMetrics metrics = new ModelMetrics();
  private final ModelConnection connection;
  private final SharedFolder folder;
  private final AnswerCheck check;
  private transient @Nullable CallsUnderWay<T> calls;
  private transient @Nullable Queue<KV<T, ChatResult>> ended;

  CallModelFn(ModelConnection connection, SharedFolder folder, AnswerCheck check) {
    this.connection = connection;
    this.folder = folder;
    this.check = check;
  }

  @StartBundle
  public void start() throws IOException {
    abandon(); // of a bundle that failed
    AnswerStore store = AnswerStore.of(folder);
    store.refresh(); // an attempt that died elsewhere has left its answers
    Queue<KV<T, ChatResult>> results = new ArrayDeque<>();
    calls =
        new CallsUnderWay<>(
            ModelClient.of(connection),
            store,
            check,
            (key, result) -> {
              metrics.count(result);
              results.add(KV.of(key, result));
            });
    ended = results;
  }

  @ProcessElement
  public void ask(
      @Element KV<Integer, Iterable<KV<T, ChatRequest>>> shard,
      OutputReceiver<KV<T, ChatResult>> out)
      throws InterruptedException {
    CallsUnderWay<T> open = opened(calls);
    for (KV<T, ChatRequest> request : shard.getValue()) {
      open.submit(request.getKey(), request.getValue());
      hand(out::output);
    }
  }

  @FinishBundle
  public void finish(FinishBundleContext context) throws InterruptedException {
    CallsUnderWay<T> open = opened(calls);
    while (open.await()) {
      hand(
          result ->
              context.output(result, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE));
    }
    calls = null;
  }

  private void hand(Consumer<KV<T, ChatResult>> out) {
    Queue<KV<T, ChatResult>> results = opened(ended);
    for (KV<T, ChatResult> next = results.poll(); next != null; next = results.poll()) {
      out.accept(next);
    }
  }

  private static <V> V opened(@Nullable V value) {
    if (value == null) {
      throw new IllegalStateException("no bundle has been started");
    }
    return value;
  }

  /** Nobody will take these answers: ends what is under way. */
  @Teardown
  public void abandon() {
    CallsUnderWay<T> open = calls;
    if (open != null) {
      open.close();
      calls = null;
    }
  }
}
