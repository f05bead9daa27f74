package org.braintrustbeam.io.braintrust;

import java.io.IOException;

/** Makes one attempt at a request. */
interface Transport {
  /**
   * Sends the request and reads the whole answer.
   *
   * @throws IOException if there is no complete answer
   * @throws BraintrustException if the request must not be sent at all
   */
  HttpReply exchange(HttpCall call) throws IOException, InterruptedException;
}
