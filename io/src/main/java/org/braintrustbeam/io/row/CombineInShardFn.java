package org.braintrustbeam.io.row;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/** The chunks of a shard to one result for each key in it. */
final class CombineInShardFn<K, InputT, AccumT, OutputT>
    extends DoFn<KV<Integer, Iterable<byte[]>>, KV<K, OutputT>> {
  private final KvCoder<K, InputT> coder;
  private final CombineFn<InputT, AccumT, OutputT> fn;

  CombineInShardFn(KvCoder<K, InputT> coder, CombineFn<InputT, AccumT, OutputT> fn) {
    this.coder = coder;
    this.fn = fn;
  }

  @ProcessElement
  public void combine(
      @Element KV<Integer, Iterable<byte[]>> shard, OutputReceiver<KV<K, OutputT>> out)
      throws IOException {
    Map<K, AccumT> accumulators = new HashMap<>();
    for (byte[] chunk : shard.getValue()) {
      ShardBuffers.decode(coder, chunk, element -> add(accumulators, element));
    }
    accumulators.forEach((key, value) -> out.output(KV.of(key, fn.extractOutput(value))));
  }

  private void add(Map<K, AccumT> accumulators, KV<K, InputT> element) {
    AccumT soFar = accumulators.get(element.getKey());
    accumulators.put(
        element.getKey(),
        fn.addInput(soFar == null ? fn.createAccumulator() : soFar, element.getValue()));
  }
}
