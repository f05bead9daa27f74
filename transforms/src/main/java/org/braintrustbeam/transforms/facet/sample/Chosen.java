package org.braintrustbeam.transforms.facet.sample;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.transforms.facet.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The values of one key that may still be chosen: of each trace its best one, and of these the
 * best, no more than the limit.
 *
 * <p>A trace is in one bucket of a facet, because the bucket comes from the trace's finalised
 * facets and the facet's name. So "one call a trace and facet" is decided here, and no other key
 * need be asked. What is dropped is not needed again: a trace that comes back comes with a value
 * that is better than the dropped one, and that is its best. So order and grouping do not matter.
 */
final class Chosen<T> {
  private final SamplePlan plan;
  private final SampleOf<T> of;
  private final TreeMap<Rank, T> byRank = new TreeMap<>();
  private final Map<String, Rank> byTrace = new HashMap<>();

  Chosen(SamplePlan plan, SampleOf<T> of) {
    this.plan = plan;
    this.of = of;
  }

  /** Lower is better: by what the sample goes by first, then the order of the result. */
  private record Rank(String first, String order) implements Comparable<Rank> {
    @Override
    public int compareTo(Rank other) {
      int byFirst = first.compareTo(other.first);
      return byFirst != 0 ? byFirst : order.compareTo(other.order);
    }
  }

  /** Looks at a value; keeps it if it is among the best. */
  void offer(T value) {
    int limit = plan.limit(of.key(value).bucket());
    String trace = of.trace(value);
    Rank rank = new Rank(first(trace), of.order(value));
    Rank ofTrace = byTrace.get(trace);
    if (limit == 0 || isNoBetter(rank, ofTrace)) {
      return;
    }
    if (ofTrace != null) {
      byRank.remove(ofTrace);
    } else if (byRank.size() == limit) {
      if (isNoBetter(rank, byRank.lastKey())) {
        return;
      }
      T worst = byRank.pollLastEntry().getValue();
      byTrace.remove(of.trace(worst));
    }
    byRank.put(rank, value);
    byTrace.put(trace, rank);
  }

  private static boolean isNoBetter(Rank rank, @Nullable Rank than) {
    return than != null && rank.compareTo(than) >= 0;
  }

  private String first(String trace) {
    String seed = plan.hashSeed();
    return seed == null ? "" : Sha256.hex(seed + ':' + trace);
  }

  /** What is chosen so far, the best first. */
  Collection<T> values() {
    return byRank.values();
  }
}
