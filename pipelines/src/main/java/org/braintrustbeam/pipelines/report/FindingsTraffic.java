package org.braintrustbeam.pipelines.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.braintrustbeam.pipelines.report.Chart.Form;
import org.braintrustbeam.pipelines.report.Chart.Series;
import org.jspecify.annotations.Nullable;

/** How much there is an hour, and how much of it fails. */
final class FindingsTraffic {
  private FindingsTraffic() {}

  static Section of(JsonNode findings) {
    FindingsHours hours = FindingsHours.of(findings);
    return new Section(
        "traffic",
        "Traffic and failures",
        "By the hour, in UTC; a trace counts in the hour of its root. A dashed line stands where a share"
            + " changed, with what it was from there on.",
        List.of(
            new Charts(
                List.of(share(findings, hours, "traces", "Failing traces", "failing", "traces"))),
            new Charts(
                List.of(
                    counts(findings, hours),
                    share(findings, hours, "spans", "Spans with an error", "errors", "spans"))),
            Listing.queries(FindingsWords.queries(findings.at("/traffic/queries")))));
  }

  private static Chart share(
      JsonNode findings,
      FindingsHours hours,
      String kind,
      String title,
      String part,
      String whole) {
    return new Chart(
        "hours-" + kind,
        title,
        "In the window "
            + FindingsWords.share(findings.at("/traffic/" + kind))
            + ", before "
            + FindingsWords.share(findings.at("/traffic/before/" + kind)),
        Chart.Shape.LINES,
        "Hour",
        "Share",
        null,
        hours.labels(),
        List.of(
            Series.of(
                title,
                hours.values(findings.at("/traffic/hours"), row -> share(row, part, whole), null))),
        hours.marks(findings, kind, ""),
        Form.SHARE);
  }

  static @Nullable Double share(JsonNode row, String part, String whole) {
    double all = row.path(whole).asDouble();
    return all == 0 ? null : Double.valueOf(row.path(part).asDouble() / all);
  }

  private static Chart counts(JsonNode findings, FindingsHours hours) {
    JsonNode rows = findings.at("/traffic/hours");
    return new Chart(
        "hours-traffic",
        "Traffic",
        Numbers.count(findings.at("/traffic/traces/count").asLong())
            + " traces, "
            + Numbers.count(findings.at("/traffic/spans/count").asLong())
            + " spans",
        Chart.Shape.LINES,
        "Hour",
        "An hour",
        null,
        hours.labels(),
        List.of(
            Series.of("Traces", hours.values(rows, row -> row.path("traces").asDouble(), 0.0)),
            Series.of("Spans", hours.values(rows, row -> row.path("spans").asDouble(), 0.0))),
        List.of(),
        Form.COUNT);
  }
}
