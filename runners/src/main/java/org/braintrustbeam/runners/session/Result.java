package org.braintrustbeam.runners.session;

import java.io.IOException;
import java.io.OutputStream;

/** Where a run's result goes. */
interface Result {
  /** The stream to write it to; closing it does not make it appear yet. */
  OutputStream open() throws IOException;

  /** Makes it appear, once the run has succeeded. */
  void keep() throws IOException;

  /** Removes what was not kept. */
  void discard();
}
