package org.braintrustbeam.transforms.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rows of one trace to the trials that it holds, one a root: with the root's own scores and
 * then those of the score spans, the oldest first, as {@code fetch} has them.
 */
final class JoinTrace {
  private static final Comparator<Trial> OLDEST_FIRST =
      Comparator.comparing(Trial::created, Comparator.reverseOrder()).thenComparing(Trial::rowId);

  private JoinTrace() {}

  static List<Trial> trials(List<Trial> rows) {
    List<Trial> spans = rows.stream().filter(row -> !row.root()).sorted(OLDEST_FIRST).toList();
    return rows.stream()
        .filter(Trial::root)
        .distinct() // two reads may both bring a row
        .map(root -> joined(root, spans))
        .toList();
  }

  private static Trial joined(Trial root, List<Trial> spans) {
    Map<String, Double> scores = new TreeMap<>(root.scores());
    Set<String> errors = new TreeSet<>(root.errors());
    for (Trial span : spans) {
      scores.putAll(span.scores());
      errors.addAll(span.errors());
    }
    return root.with(scores, errors);
  }
}
