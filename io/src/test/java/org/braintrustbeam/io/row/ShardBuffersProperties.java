package org.braintrustbeam.io.row;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.values.KV;

class ShardBuffersProperties {
  private static final KvCoder<String, String> CODER =
      KvCoder.of(StringUtf8Coder.of(), StringUtf8Coder.of());

  /** By shard, the values of each key in the order in which they came out. */
  private final Map<Integer, Map<String, String>> found = new HashMap<>();

  @Property
  void everyElementComesOutOnceInTheShardOfItsKey(
      @ForAll List<@StringLength(max = 3) String> keys,
      @ForAll @IntRange(min = 1, max = 9) int shards,
      @ForAll @IntRange(min = 1, max = 300) int mostBytes)
      throws IOException {
    found.clear();
    ShardBuffers<KV<String, String>> buffers = buffers(shards, mostBytes);
    Map<String, String> expected = new TreeMap<>();
    for (int i = 0; i < keys.size(); i++) {
      String value = "," + i;
      buffers.add(KV.of(keys.get(i), value), this::take);
      expected.merge(keys.get(i), value, String::concat);
    }
    buffers.drain(this::take);

    Map<String, String> all = new TreeMap<>();
    found.values().forEach(all::putAll); // a key in two shards would lose the values of one
    assertThat(all, equalTo(expected));
    found.keySet().forEach(shard -> assertThat(shard, lessThanOrEqualTo(shards - 1)));
  }

  @Property
  void holdsNoMoreThanItsBytesAndNothingAfterwards(
      @ForAll List<@StringLength(max = 20) String> keys,
      @ForAll @IntRange(min = 1, max = 100) int mostBytes)
      throws IOException {
    ShardBuffers<KV<String, String>> buffers = buffers(4, mostBytes);
    long[] bytes = new long[2];
    for (String key : keys) {
      bytes[0] += encoded(KV.of(key, "value")).length;
      buffers.add(KV.of(key, "value"), (chunk, shard) -> bytes[1] += chunk.length);
      assertThat(bytes[0] - bytes[1], lessThanOrEqualTo((long) mostBytes));
    }
    found.clear();
    buffers.drain((chunk, shard) -> bytes[1] += chunk.length);
    buffers.drain(this::take);

    assertThat(bytes[1], equalTo(bytes[0]));
    assertThat(found, anEmptyMap());
  }

  private static ShardBuffers<KV<String, String>> buffers(int shards, int mostBytes) {
    return ShardBuffers.of(CODER, KV::getKey, StringUtf8Coder.of(), shards, mostBytes);
  }

  private static byte[] encoded(KV<String, String> element) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CODER.encode(element, out);
    return out.toByteArray();
  }

  private void take(byte[] chunk, int shard) {
    try {
      ShardBuffers.decode(
          CODER,
          chunk,
          element ->
              found
                  .computeIfAbsent(shard, s -> new HashMap<>())
                  .merge(element.getKey(), element.getValue(), String::concat));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
