package org.braintrustbeam.io.model;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.braintrustbeam.io.http.Workers;

/** Puts requests into few shards, equal ones into the same. */
final class ByShard<T>
    extends PTransform<
        PCollection<KV<T, ChatRequest>>, PCollection<KV<Integer, Iterable<KV<T, ChatRequest>>>>> {
  /** The calls need no thread each, and one after the other would leave places free in between. */
  private static final int IN_ONE_PROCESS = 1;

  /** More than one for each, so that chance gives none of them much more than the others. */
  private static final int FOR_EACH_WORKER = 4;

  private final int shards;

  ByShard(Workers workers) {
    this.shards = workers.areElsewhere() ? FOR_EACH_WORKER * workers.count() : IN_ONE_PROCESS;
  }

  @Override
  public PCollection<KV<Integer, Iterable<KV<T, ChatRequest>>>> expand(
      PCollection<KV<T, ChatRequest>> requests) {
    int count = shards;
    return requests
        .apply(
            "KeyByShard",
            WithKeys.of((KV<T, ChatRequest> request) -> shard(request.getValue(), count))
                .withKeyType(TypeDescriptors.integers()))
        .setCoder(KvCoder.of(VarIntCoder.of(), requests.getCoder()))
        .apply("GroupByShard", GroupByKey.create());
  }

  private static int shard(ChatRequest request, int count) {
    return (int) (Long.parseLong(request.digest().substring(0, 8), 16) % count);
  }
}
