package org.braintrustbeam.pipelines.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.braintrustbeam.io.braintrust.BraintrustClient;
import org.braintrustbeam.io.braintrust.NamedObject;
import org.braintrustbeam.transforms.compare.TraceRef;
import org.jspecify.annotations.Nullable;

/**
 * The two experiments and where a person finds them.
 *
 * @param fresh the new one
 * @param freshUrl its page; null if the organisation's name cannot be learnt
 * @param baseline the other one; null if there is none
 * @param baselineUrl its page
 * @param project name of the project
 */
record Arms(
    NamedObject fresh,
    @Nullable String freshUrl,
    @Nullable NamedObject baseline,
    @Nullable String baselineUrl,
    String project) {

  /** Asks for what the links need. */
  static Arms of(BraintrustClient client, NamedObject fresh, @Nullable NamedObject baseline) {
    return new Arms(
        fresh,
        client.experimentUrl(fresh),
        baseline,
        baseline == null ? null : client.experimentUrl(baseline),
        client.projectName(fresh.projectId()));
  }

  /** The page of a trial of the new experiment; null without links. */
  @Nullable String freshTrace(TraceRef trace) {
    return page(freshUrl, trace);
  }

  /** The same of the baseline. */
  @Nullable String baselineTrace(TraceRef trace) {
    return page(baselineUrl, trace);
  }

  private static @Nullable String page(@Nullable String experiment, TraceRef trace) {
    return experiment == null
        ? null
        : experiment + "?r=" + encoded(trace.traceId()) + "&s=" + encoded(trace.spanId());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  @Nullable String baselineId() {
    NamedObject other = baseline;
    return other == null ? null : other.id();
  }
}
