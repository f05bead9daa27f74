package org.braintrustbeam.io.row;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.zip.CRC32C;
import org.apache.beam.sdk.coders.Coder;

/**
 * Encoded elements, collected by the shard of their key.
 *
 * <p>Equal keys have the same shard, in every process. A chunk is the bytes of one or more elements
 * of one shard, one after another; {@link #decode} takes it apart. Not safe for use by several
 * threads.
 *
 * @param <T> element
 */
final class ShardBuffers<T> implements Chunks<T> {
  /** In bytes. */
  static final int LIMIT = 16 * 1024 * 1024;

  private final Coder<T> coder;
  private final Keys<T> keys;
  private final ByteArrayOutputStream[] chunks;
  private final int limit;
  private int bytes;

  private interface Keys<T> {
    void encode(T element, ByteArrayOutputStream out) throws IOException;
  }

  private ShardBuffers(Coder<T> coder, Keys<T> keys, int shards, int limit) {
    this.coder = coder;
    this.keys = keys;
    this.chunks = new ByteArrayOutputStream[shards];
    this.limit = limit;
  }

  /**
   * Empty.
   *
   * @param key what an element is grouped by
   * @param shards how many, over 0
   * @param limit bytes to hold: about, as the last element may be larger than what is left
   */
  static <T, K> ShardBuffers<T> of(
      Coder<T> coder, Function<T, K> key, Coder<K> keyCoder, int shards, int limit) {
    return new ShardBuffers<>(
        coder, (element, out) -> keyCoder.encode(key.apply(element), out), shards, limit);
  }

  /**
   * As said there.
   *
   * @throws UncheckedIOException if it cannot be encoded
   */
  @Override
  public void add(T element, ObjIntConsumer<byte[]> taker) {
    try {
      ByteArrayOutputStream chunk = chunkOf(element);
      int before = chunk.size();
      coder.encode(element, chunk);
      bytes += chunk.size() - before;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (bytes >= limit) {
      drain(taker);
    }
  }

  private ByteArrayOutputStream chunkOf(T element) throws IOException {
    ByteArrayOutputStream key = new ByteArrayOutputStream(128);
    keys.encode(element, key);
    CRC32C hash = new CRC32C();
    hash.update(key.toByteArray());
    int shard = (int) (hash.getValue() % chunks.length);
    if (chunks[shard] == null) {
      chunks[shard] = new ByteArrayOutputStream(4096);
    }
    return chunks[shard];
  }

  @Override
  public void drain(ObjIntConsumer<byte[]> taker) {
    for (int shard = 0; shard < chunks.length; shard++) {
      if (chunks[shard] != null) {
        taker.accept(chunks[shard].toByteArray(), shard);
        chunks[shard] = null;
      }
    }
    bytes = 0;
  }

  /** Takes the elements of a chunk out again, in the order in which they came. */
  static <T> void decode(Coder<T> coder, byte[] chunk, Consumer<T> taker) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(chunk);
    while (in.available() > 0) {
      taker.accept(coder.decode(in));
    }
  }
}
