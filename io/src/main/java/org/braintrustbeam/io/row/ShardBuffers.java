package org.braintrustbeam.io.row;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.BiConsumer;
import java.util.function.ObjIntConsumer;
import java.util.zip.CRC32C;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.values.KV;

/**
 * Encoded elements, collected by the shard of their key.
 *
 * <p>Equal keys have the same shard. A chunk is the bytes of one or more elements of one shard, one
 * after another; {@link #decode} takes it apart. Not safe for use by several threads.
 */
final class ShardBuffers<K, V> {
  private final Coder<K> keyCoder;
  private final Coder<V> valueCoder;
  private final ByteArrayOutputStream[] chunks;
  private final ByteArrayOutputStream key = new ByteArrayOutputStream();
  private final int mostBytes;
  private int bytes;

  /**
   * Empty.
   *
   * @param shards how many, over 0
   * @param mostBytes to hold: about, as the last element may be larger than what is left
   */
  ShardBuffers(KvCoder<K, V> coder, int shards, int mostBytes) {
    this.keyCoder = coder.getKeyCoder();
    this.valueCoder = coder.getValueCoder();
    this.chunks = new ByteArrayOutputStream[shards];
    this.mostBytes = mostBytes;
  }

  /** Keeps the element, and hands all chunks over where it was the one that fills the buffers. */
  void add(KV<K, V> element, ObjIntConsumer<byte[]> taker) throws IOException {
    key.reset();
    keyCoder.encode(element.getKey(), key);
    ByteArrayOutputStream chunk = chunkOf(shard(key.toByteArray()));
    int before = chunk.size();
    key.writeTo(chunk);
    valueCoder.encode(element.getValue(), chunk);
    bytes += chunk.size() - before;
    if (bytes >= mostBytes) {
      drain(taker);
    }
  }

  private ByteArrayOutputStream chunkOf(int shard) {
    ByteArrayOutputStream chunk = chunks[shard];
    if (chunk == null) {
      chunk = new ByteArrayOutputStream();
      chunks[shard] = chunk;
    }
    return chunk;
  }

  private int shard(byte[] encoded) {
    CRC32C hash = new CRC32C();
    hash.update(encoded);
    return (int) (hash.getValue() % chunks.length);
  }

  /** Hands all chunks over with their shards, and is empty then. */
  void drain(ObjIntConsumer<byte[]> taker) {
    for (int shard = 0; shard < chunks.length; shard++) {
      if (chunks[shard] != null) {
        taker.accept(chunks[shard].toByteArray(), shard);
        chunks[shard] = null;
      }
    }
    bytes = 0;
  }

  /** Takes the elements of a chunk out again, in the order in which they came. */
  static <K, V> void decode(KvCoder<K, V> coder, byte[] chunk, BiConsumer<K, V> taker)
      throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(chunk);
    while (in.available() > 0) {
      K key = coder.getKeyCoder().decode(in);
      taker.accept(key, coder.getValueCoder().decode(in));
    }
  }
}
