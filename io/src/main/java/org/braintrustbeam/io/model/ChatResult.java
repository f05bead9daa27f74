package org.braintrustbeam.io.model;

import org.apache.beam.sdk.coders.DefaultCoder;

/** What came of a request. */
@DefaultCoder(ChatResultCoder.class)
public sealed interface ChatResult permits ChatAnswer, ChatFailure {
  /** The {@link ChatRequest#digest} of the request. */
  String digest();

  /** How many requests were sent for it, when it was asked. */
  int attempts();
}
