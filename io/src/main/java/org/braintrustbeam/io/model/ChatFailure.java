package org.braintrustbeam.io.model;

/**
 * Why a request has no answer.
 *
 * @param digest the {@link ChatRequest#digest} of the request
 * @param reason to count by
 * @param detail a sentence for a person: what happened where, and what to do; without key or texts
 *     of the request, as far as the service does not quote them
 * @param attempts how many requests were sent for it
 */
public record ChatFailure(String digest, Reason reason, String detail, int attempts)
    implements ChatResult {

  /** The kinds of failure. */
  public enum Reason {
    /** The request is longer than the model takes. */
    CONTEXT_TOO_LONG,
    /** A filter of the service, or the model itself, has refused to answer. */
    CONTENT_FILTERED,
    /** The answer has no text, or lacks what the caller asks of it. */
    EMPTY,
    /** No answer in time. */
    TIMED_OUT,
    /** Too many requests, to the last retry. */
    RATE_LIMITED,
    /** The service failed or could not be reached, to the last retry. */
    UNAVAILABLE,
    /** What came is no completion of a chat. */
    UNREADABLE,
    /** The service refused the request for another reason. */
    REFUSED
  }
}
