package org.braintrustbeam.io.row;

import java.io.Serializable;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * A grouping of rows in two halves, for who has the rows of a bundle at hand: he fills the chunks,
 * and only these travel to what makes results of them.
 *
 * @param <OutputT> result
 */
public interface RowGrouping<OutputT> extends Serializable {
  /**
   * For the rows of one bundle.
   *
   * @param shards the number by {@link CombineByShard#shards}
   */
  Chunks<RowVersion> chunks(int shards);

  /** Of the chunks that have been handed over, with their shards. */
  PTransform<PCollection<KV<Integer, byte[]>>, PCollection<OutputT>> ofChunks();
}
