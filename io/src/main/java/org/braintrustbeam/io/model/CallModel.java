package org.braintrustbeam.io.model;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.files.SharedFolder;

/**
 * Asks a model, once for each request that the run's folder holds no answer to.
 *
 * <p>The key of an element is handed through as it is, so that nothing has to be joined; one result
 * comes out for each element, in any order. Input: bounded, in the global window; its coder is a
 * {@link KvCoder}. So many requests as {@link ModelConnection#concurrency} says are in flight in
 * the whole run, however many bundles, threads and cores there are; steps of a process that have
 * equal connections share its limits.
 *
 * <p>A request that has no answer after all retries comes out as a {@link ChatFailure}, and the
 * others go on. What no other request could be spared ends the run with a {@link
 * org.braintrustbeam.io.braintrust.BraintrustException}: no key, a key that is refused for good, a
 * service that nobody reaches or that has no such address or model, credit that is used up, a
 * folder that takes no more answers.
 *
 * <p>An answer is kept in the folder, and on its disk, before it comes out; failures are not kept.
 * A bundle that the runner repeats, and a later run with the same folder, find it there. Equal
 * requests are paid once. So it is safe to repeat; an answer that was under way when a process died
 * is asked for again, and paid again. {@link BoughtAnswers} says what was paid for.
 *
 * <p>Memory: of each bundle the requests under way, 1,024 or twice the concurrency at most, and at
 * most a sixteenth of the heap; 16 to 32 bytes for each answer in the folder. Counters, namespace
 * {@code braintrust.model}: {@code answers_bought}, {@code answers_reused}, {@code calls_failed},
 * {@code requests_sent}, {@code input_tokens}, {@code output_tokens}; the last two of what was
 * bought.
 *
 * @param <T> what the requests are for
 */
public final class CallModel<T>
    extends PTransform<PCollection<KV<T, ChatRequest>>, PCollection<KV<T, ChatResult>>> {
  private final ModelConnection connection;
  private final SharedFolder answers;
  private final AnswerCheck check;

  private CallModel(ModelConnection connection, SharedFolder answers, AnswerCheck check) {
    this.connection = connection;
    this.answers = answers;
    this.check = check;
  }

  /**
   * Asks this service.
   *
   * @param answers the folder of the run that answers are kept in, marked by the launcher
   */
  public static <T> CallModel<T> at(ModelConnection connection, SharedFolder answers) {
    return new CallModel<>(connection, answers, answer -> null);
  }

  /** Answers that lack something are failures: they are not kept, and a later run asks again. */
  public CallModel<T> withCheck(AnswerCheck answerCheck) {
    return new CallModel<>(connection, answers, answerCheck);
  }

  @Override
  public PCollection<KV<T, ChatResult>> expand(PCollection<KV<T, ChatRequest>> requests) {
    Coder<T> keys = keyCoder(requests);
    return requests
        .apply("Shards", new ByShard<>(connection.workers()))
        .apply("Ask", ParDo.of(new CallModelFn<T>(connection, answers, check)))
        .setCoder(KvCoder.of(keys, ChatResultCoder.of()));
  }

  private static <T> Coder<T> keyCoder(PCollection<KV<T, ChatRequest>> requests) {
    if (requests.getCoder() instanceof KvCoder<T, ChatRequest> coder) {
      return coder.getKeyCoder();
    }
    throw new IllegalArgumentException("requests must have a KvCoder, not " + requests.getCoder());
  }
}
