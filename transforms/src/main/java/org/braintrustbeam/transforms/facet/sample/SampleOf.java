package org.braintrustbeam.transforms.facet.sample;

import java.io.Serializable;

/**
 * What a sample goes by.
 *
 * @param <T> what is sampled
 */
public interface SampleOf<T> extends Serializable {
  /** What shares a limit with it. */
  SampleKey key(T value);

  /** The trace it is from; of each trace and key one at most is chosen. */
  String trace(T value);

  /** Text that is unique in a run and sorts the newest first. */
  String order(T value);
}
