package org.braintrustbeam.bench.data;

import java.util.Locale;

/**
 * Ground truth of facets: records of about {@value #BYTES} bytes, every other one of which expects
 * something, and the definitions that they are evaluated with.
 */
final class FacetTruth {
  private static final int FACETS = 5;
  private static final int BYTES = 1_000;

  private FacetTruth() {}

  /** A record by its number; no two have the same text, as equal requests are sent once. */
  static String row(long number) {
    String head =
        "{\"id\":\"fact-%09d\",\"expected\":\"%s\",\"metadata\":{\"split\":\"%s\"},\"input\":{\"facet_name\":\"%s\",\"preprocessed_text\":\"User: call %d\\n"
            .formatted(
                number,
                number % 2 == 0 ? "none" : "Call " + number,
                number % 4 == 0 ? "validation" : "train",
                name((int) (number % FACETS)),
                number);
    return head + Words.text(number, BYTES - head.length() - 3) + "\"}}";
  }

  /** A file of definitions, one for each facet. */
  static String definitions() {
    StringBuilder yaml = new StringBuilder("schema_version: 1\nfacets:\n");
    for (int facet = 0; facet < FACETS; facet++) {
      yaml.append(definition(name(facet)));
    }
    return yaml.toString();
  }

  private static String definition(String name) {
    return String.format(
        Locale.ROOT,
        """
        - facet_name: %1$s
          messages:
          - role: user
            content: "Here is the data to analyze:\\n\\n{{preprocessed_text}}"
          suffix_messages:
          - - role: user
              content: "You are extracting a '%1$s' facet. Answer in a sentence."
        """,
        name);
  }

  private static String name(int facet) {
    return "facet-" + (char) ('a' + facet);
  }
}
