package org.braintrustbeam.io.model;

import java.io.Serializable;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.braintrustbeam.io.braintrust.LiveCounts;

/** Counters of calls, for the bundle's thread alone: elsewhere they are lost. */
final class ModelMetrics implements Serializable {
  static final String NAMESPACE = "braintrust.model";

  private static final long serialVersionUID = 1L;

  private final Counter bought = Metrics.counter(NAMESPACE, "answers_bought");
  private final Counter reused = Metrics.counter(NAMESPACE, "answers_reused");
  private final Counter failed = Metrics.counter(NAMESPACE, "calls_failed");
  private final Counter sent = Metrics.counter(NAMESPACE, "requests_sent");
  private final Counter input = Metrics.counter(NAMESPACE, "input_tokens");
  private final Counter output = Metrics.counter(NAMESPACE, "output_tokens");

  void count(ChatResult result) {
    if (!(result instanceof ChatAnswer answer)) {
      failed.inc();
      sent.inc(result.attempts());
      LiveCounts.addCallFailed();
    } else if (answer.reused()) {
      reused.inc();
      LiveCounts.addAnswerReused();
    } else {
      bought.inc();
      sent.inc(answer.attempts());
      input.inc(answer.usage().input());
      output.inc(answer.usage().output());
      LiveCounts.addAnswerBought();
    }
  }
}
