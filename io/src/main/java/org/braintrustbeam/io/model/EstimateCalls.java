package org.braintrustbeam.io.model;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.http.Workers;

/**
 * Says what {@link CallModel} would buy for the same requests, without a call and without a key.
 *
 * <p>Output: one element, also for no requests. Memory: 16 to 32 bytes a request of a bundle.
 *
 * @param <T> what the requests are for
 */
public final class EstimateCalls<T>
    extends PTransform<PCollection<KV<T, ChatRequest>>, PCollection<CallEstimate>> {
  private final SharedFolder answers;
  private final Workers workers;

  private EstimateCalls(SharedFolder answers, Workers workers) {
    this.answers = answers;
    this.workers = workers;
  }

  /**
   * Counts what these processes would buy.
   *
   * @param answers the folder of the run, whose answers cost nothing
   */
  public static <T> EstimateCalls<T> beside(SharedFolder answers, Workers workers) {
    return new EstimateCalls<>(answers, workers);
  }

  @Override
  public PCollection<CallEstimate> expand(PCollection<KV<T, ChatRequest>> requests) {
    Coder<CallEstimate> coder = SerializableCoder.of(CallEstimate.class);
    PCollection<CallEstimate> none =
        requests.getPipeline().apply("None", Create.of(CallEstimate.NONE).withCoder(coder));
    PCollection<CallEstimate> some =
        requests
            .apply("Shards", new ByShard<>(workers))
            .apply("Estimate", ParDo.of(new EstimateCallsFn<T>(answers)))
            .setCoder(coder);
    // A default would be a side input, and that one empty where there are no requests.
    return PCollectionList.of(none)
        .and(some)
        .apply("All", Flatten.pCollections())
        .apply("Sum", Combine.globally(new SumEstimates()).withoutDefaults());
  }
}
