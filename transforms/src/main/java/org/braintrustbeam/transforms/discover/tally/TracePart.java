package org.braintrustbeam.transforms.discover.tally;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.braintrustbeam.transforms.discover.tally.SpanFacts.RootFacts;
import org.jspecify.annotations.Nullable;

/**
 * What some spans say of their trace.
 *
 * @param error whether one of them has an error
 * @param low whether one has a score that fails
 * @param scored whether one has a score
 * @param models those that they call
 * @param roots those of them that are roots; one, unless something was logged oddly
 */
@DefaultCoder(TracePartCoder.class)
record TracePart(
    boolean error, boolean low, boolean scored, Set<String> models, List<RootFacts> roots) {

  /** Null if it says nothing that counts. */
  static @Nullable TracePart of(SpanFacts span, TallyPlan plan) {
    boolean now = span.part() == Part.NOW;
    boolean low = span.scores().values().stream().anyMatch(plan::fails);
    TracePart part =
        new TracePart(
            span.error(),
            low,
            now && !span.scores().isEmpty(),
            now && span.model() != null ? Set.of(span.model()) : Set.of(),
            span.root() == null ? List.of() : List.of(span.root()));
    return part.saysNothing() ? null : part;
  }

  private boolean saysNothing() {
    return !(error || low || scored) && models.isEmpty() && roots.isEmpty();
  }

  boolean fails() {
    return error || low;
  }

  TracePart and(TracePart other) {
    return new TracePart(
        error || other.error,
        low || other.low,
        scored || other.scored,
        union(models, other.models),
        joined(roots, other.roots));
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    if (some.containsAll(others)) {
      return some;
    }
    Set<String> all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private static List<RootFacts> joined(List<RootFacts> some, List<RootFacts> others) {
    if (others.isEmpty()) {
      return some;
    }
    List<RootFacts> all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }
}
