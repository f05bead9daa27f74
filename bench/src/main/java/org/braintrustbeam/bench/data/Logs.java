package org.braintrustbeam.bench.data;

import java.util.Locale;

/**
 * The JSON of a project's logs: traces of a root span with finalised facets, and a span for each
 * facet call of about {@value #CALL_BYTES} bytes. Each facet found something in every other trace.
 */
final class Logs {
  /** Facets, and so facet calls of a trace. */
  static final int FACETS = 5;

  /** Rows of a trace. */
  static final int ROWS = 1 + FACETS;

  private static final int CALL_BYTES = 4_000;

  private Logs() {}

  /** A row by its number: the first of each {@value #ROWS} is the root of the others. */
  static String row(long number) {
    long trace = number / ROWS;
    int facet = (int) (number % ROWS) - 1;
    return facet < 0 ? root(trace) : call(trace, facet);
  }

  private static String root(long trace) {
    StringBuilder facets = new StringBuilder();
    for (int facet = 0; facet < FACETS; facet++) {
      facets
          .append(facet == 0 ? "" : ",")
          .append("\"%s\":\"%s\"".formatted(name(facet), value(trace, facet)));
    }
    return "{\"id\":\"%s\",\"span_id\":\"%s\",\"root_span_id\":\"%s\",\"span_attributes\":{\"name\":\"chat\",\"type\":\"task\"},\"facets\":{%s}}"
        .formatted(id(trace), id(trace), id(trace), facets);
  }

  private static String call(long trace, int facet) {
    String id = id(trace) + "-" + facet;
    String head =
        "{\"id\":\"%s\",\"span_id\":\"%s\",\"root_span_id\":\"%s\",\"span_parents\":[\"%s\"],"
                .formatted(id, id, id(trace), id(trace))
            + "\"span_attributes\":{\"name\":\"facet\",\"type\":\"llm\"},"
            + "\"metadata\":{\"model\":\"brain-facet-1\"},\"output\":\"%s\","
                .formatted(value(trace, facet))
            + "\"input\":{\"suffix_messages\":[[{\"role\":\"user\",\"content\":\"You are extracting a"
            + " \\\"%s\\\" facet. Answer in a sentence.\"}]],".formatted(name(facet))
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Here is the data to analyze:\\n\\n";
    return head + Words.text(trace, CALL_BYTES - head.length()) + "\"}]}}";
  }

  private static String value(long trace, int facet) {
    return (trace + facet) % 2 == 0 ? "no_match" : "Found in " + trace;
  }

  private static String name(int facet) {
    return "facet-" + (char) ('a' + facet);
  }

  private static String id(long trace) {
    return String.format(Locale.ROOT, "trace-%09d", trace);
  }
}
