package org.braintrustbeam.io.row;

import java.io.Serializable;
import java.util.function.ObjIntConsumer;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** The elements of a bundle to chunks, with the shard of each. */
final class FillChunksFn<T> extends DoFn<T, KV<Integer, byte[]>> {
  private final Empty<T> empty;
  private transient @Nullable Chunks<T> buffers;

  /** Buffers for one bundle. */
  interface Empty<T> extends Serializable {
    Chunks<T> buffers();
  }

  FillChunksFn(Empty<T> empty) {
    this.empty = empty;
  }

  @StartBundle
  public void start() {
    buffers = empty.buffers();
  }

  @ProcessElement
  public void add(@Element T element, OutputReceiver<KV<Integer, byte[]>> out) {
    buffers().add(element, (chunk, shard) -> out.output(KV.of(shard, chunk)));
  }

  @FinishBundle
  public void finish(FinishBundleContext context) {
    BoundedWindow window = GlobalWindow.INSTANCE;
    ObjIntConsumer<byte[]> taker =
        (chunk, shard) -> context.output(KV.of(shard, chunk), window.maxTimestamp(), window);
    buffers().drain(taker);
    buffers = null;
  }

  private Chunks<T> buffers() {
    if (buffers == null) {
      throw new IllegalStateException("no bundle has started");
    }
    return buffers;
  }
}
