package org.braintrustbeam.pipelines.createfacetdataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows of each facet by bucket and by side, as lines for people. */
final class FacetTable {
  private static final List<String> COLUMNS =
      List.of("positive", "negative", "train", "validation");
  private static final String FACET = "facet";

  private FacetTable() {}

  /** A heading and a line a facet; nothing if there is none. */
  static List<String> lines(Map<String, Map<String, Long>> facets) {
    if (facets.isEmpty()) {
      return List.of();
    }
    int width = facets.keySet().stream().mapToInt(String::length).max().orElse(0);
    String name = "%-" + Math.max(width, FACET.length()) + "s";
    List<String> lines = new ArrayList<>();
    lines.add(line(name, FACET, COLUMNS));
    facets.forEach(
        (facet, counts) ->
            lines.add(
                line(
                    name,
                    facet,
                    COLUMNS.stream()
                        .map(column -> String.valueOf(counts.getOrDefault(column, 0L)))
                        .toList())));
    return lines;
  }

  private static String line(String name, String facet, List<String> values) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, name, facet));
    values.forEach(value -> line.append(String.format(Locale.ROOT, "  %10s", value)));
    return line.toString();
  }
}
