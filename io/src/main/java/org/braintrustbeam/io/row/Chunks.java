package org.braintrustbeam.io.row;

import java.util.function.ObjIntConsumer;

/**
 * Takes the elements of a bundle, and hands them over as chunks, each with its shard.
 *
 * @param <T> element
 */
public interface Chunks<T> {
  /** Keeps the element, and hands all chunks over where it was the one that fills the buffers. */
  void add(T element, ObjIntConsumer<byte[]> taker);

  /** Hands over what is left. */
  void drain(ObjIntConsumer<byte[]> taker);
}
