package org.braintrustbeam.emulator.summary;

import java.util.Set;

/** What a metric is measured in, in the words of the service. */
final class MetricUnit {
  private static final Set<String> SECONDS =
      Set.of("duration", "llm_duration", "time_to_first_token");

  private MetricUnit() {}

  static String of(String metric) {
    if (SECONDS.contains(metric)) {
      return "s";
    }
    if (metric.equals("estimated_cost")) {
      return "$";
    }
    return metric.equals("tokens") || metric.endsWith("_tokens") ? "tok" : "";
  }
}
