package org.braintrustbeam.pipelines.createfacetdataset;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.braintrustbeam.pipelines.command.LocalBraintrust;

/** A project with spans in which a model was asked for facets, and what was made of them. */
final class FacetLogs {
  /** Two days ago, so that it lies in the window of a run without flags. */
  private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(172_800);

  private final LocalBraintrust server;
  private final String project;

  FacetLogs(LocalBraintrust server, String project) {
    this.server = server;
    this.project = project;
  }

  String created(int number) {
    return start.plusSeconds(number).toString();
  }

  /** The span {@code s<number>} of the trace {@code t<number>}. */
  void span(int number, String facet, String text) {
    server.insert("project_logs", project, event(number, facet, text, "brain-facet-1"));
  }

  String event(int number, String facet, String text, String model) {
    return """
    {"id":"s%1$d","span_id":"s%1$d","root_span_id":"t%1$d","created":"%2$s",
     "span_parents":["t%1$d"],"span_attributes":{"type":"llm"},"metadata":{"model":"%5$s"},
     "input":{"messages":[{"role":"user","content":"Here is the data to analyze:\\n\\n%4$s"}],
       "suffix_messages":[[{"role":"user","content":"You are extracting a \\"%3$s\\" facet: what is it? Answer NONE if there is none."}]]},
     "output":"out %1$d"}"""
        .formatted(number, created(number), facet, text, model);
  }

  /** The root span, with the finalised value of a facet; a JSON value. */
  void root(int number, String facet, String value) {
    server.insert("project_logs", project, rootEvent(number, facet, value));
  }

  String rootEvent(int number, String facet, String value) {
    return """
    {"id":"t%1$d","span_id":"t%1$d","root_span_id":"t%1$d","created":"%2$s","span_parents":[],
     "input":"x","facets":{"%3$s":%4$s}}"""
        .formatted(number, created(number), facet, value);
  }

  void insert(String... events) {
    server.insert("project_logs", project, events);
  }
}
