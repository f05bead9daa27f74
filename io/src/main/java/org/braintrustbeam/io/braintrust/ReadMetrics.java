package org.braintrustbeam.io.braintrust;

import java.io.Serializable;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;

/** Counters of reading, for the bundle's thread alone: elsewhere they are lost. */
final class ReadMetrics implements Serializable {
  static final String NAMESPACE = "braintrust.read";

  private static final long serialVersionUID = 1L;

  private final Counter read = Metrics.counter(NAMESPACE, "rows_read");
  private final Counter refused = Metrics.counter(NAMESPACE, "rows_refused");
  private final Counter sent = Metrics.counter(NAMESPACE, "requests_sent");
  private final Counter retried = Metrics.counter(NAMESPACE, "requests_retried");

  void count(Page page, Tally tally) {
    read.inc(page.size());
    refused.inc(page.rejects().size());
    LiveCounts.addRowsRead(page.size());
    count(tally);
  }

  void count(Tally tally) {
    sent.inc(tally.takeSent());
    retried.inc(tally.takeRetried());
  }
}
