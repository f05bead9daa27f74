package org.braintrustbeam.pipelines.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.braintrustbeam.transforms.compare.CaseDelta;
import org.braintrustbeam.transforms.compare.Comparison;
import org.braintrustbeam.transforms.verdict.Figures;
import org.jspecify.annotations.Nullable;

/** The part of the summary that lists single cases, the largest change first. */
final class SummaryCases {
  private final Finished run;
  private final JsonGenerator json;

  SummaryCases(Finished run, JsonGenerator json) {
    this.run = run;
    this.json = json;
  }

  void write() throws IOException {
    write("regressions", run.regressions());
    write("improvements", run.improvements());
  }

  private void write(String name, List<Comparison.Change> changes) throws IOException {
    json.writeArrayFieldStart(name);
    for (Comparison.Change change : changes) {
      write(change);
    }
    json.writeEndArray();
  }

  private void write(Comparison.Change change) throws IOException {
    CaseDelta found = change.change();
    json.writeStartObject();
    json.writeStringField("trace_id", found.freshTrace().traceId());
    json.writeNumberField("score", found.fresh());
    url("url", run.arms().freshTrace(found.freshTrace()));
    json.writeStringField("label", label(change));
    json.writeStringField("score_name", change.score());
    json.writeNumberField("baseline_score", found.baseline());
    json.writeNumberField("delta", found.delta());
    json.writeStringField("baseline_trace_id", found.baselineTrace().traceId());
    url("baseline_url", run.arms().baselineTrace(found.baselineTrace()));
    json.writeEndObject();
  }

  static String label(Comparison.Change change) {
    return "%s: %s to %s"
        .formatted(
            change.score(),
            Figures.score(change.change().baseline()),
            Figures.score(change.change().fresh()));
  }

  /** Callers rely on a text: empty where the organisation's name is not known. */
  private void url(String name, @Nullable String url) throws IOException {
    json.writeStringField(name, url == null ? "" : url);
  }
}
