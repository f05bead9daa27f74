package org.braintrustbeam.io.model;

import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.braintrustbeam.io.files.SharedFolder;

/** Estimates a shard, which all equal requests are in. */
final class EstimateCallsFn<T>
    extends DoFn<KV<Integer, Iterable<KV<T, ChatRequest>>>, CallEstimate> {
  private final SharedFolder folder;

  EstimateCallsFn(SharedFolder folder) {
    this.folder = folder;
  }

  @ProcessElement
  public void estimate(
      @Element KV<Integer, Iterable<KV<T, ChatRequest>>> shard, OutputReceiver<CallEstimate> out)
      throws IOException {
    AnswerStore store = AnswerStore.of(folder);
    store.refresh();
    AnswerIndex seen = new AnswerIndex();
    CallEstimate sum = CallEstimate.NONE;
    for (KV<T, ChatRequest> request : shard.getValue()) {
      String digest = request.getValue().digest();
      boolean free = store.find(digest) != null || !seen.add(digest, 0);
      sum =
          sum.plus(
              free
                  ? new CallEstimate(1, 0, TokenUsage.NONE)
                  : new CallEstimate(1, 1, request.getValue().estimate()));
    }
    out.output(sum);
  }
}
