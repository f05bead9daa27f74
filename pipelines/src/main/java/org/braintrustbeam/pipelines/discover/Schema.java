package org.braintrustbeam.pipelines.discover;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the spans of a window have.
 *
 * @param kinds counts by kind ({@code scores}, {@code facets} …) and name
 * @param queries by kind what was asked
 * @param leftOut how many names were found beyond those, by kind
 */
record Schema(
    Map<String, Map<String, Long>> kinds, Map<String, String> queries, Map<String, Long> leftOut) {
  static final String SCORES = "scores";
  static final String FACETS = "facets";
  static final String TOPICS = "classifications";
  static final String TAGS = "tags";
  static final String METADATA = "metadata_keys";

  Schema() {
    this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }

  /** The names of a kind, in order. */
  List<String> names(String kind) {
    return kinds.getOrDefault(kind, Map.of()).keySet().stream().sorted().toList();
  }
}
