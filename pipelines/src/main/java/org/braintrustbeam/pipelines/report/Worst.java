package org.braintrustbeam.pipelines.report;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** The elements of the lowest rank, the earlier first among equals; no more than so many. */
final class Worst<T> {
  private final int most;
  private final PriorityQueue<Ranked<T>> kept;
  private long seen;

  private record Ranked<T>(double rank, long turn, T element) {
    static <T> Comparator<Ranked<T>> order() {
      return Comparator.<Ranked<T>>comparingDouble(Ranked::rank).thenComparingLong(Ranked::turn);
    }
  }

  Worst(int most) {
    this.most = most;
    this.kept = new PriorityQueue<>(Ranked.<T>order().reversed());
  }

  /** Takes an element if it is among the worst so far; makes it only then. */
  void offer(double rank, Supplier<T> element) {
    long turn = seen++;
    Ranked<T> best = kept.peek();
    if (kept.size() < most) {
      kept.add(new Ranked<>(rank, turn, element.get()));
    } else if (best != null && rank < best.rank()) { // of equals the earlier stays
      kept.poll();
      kept.add(new Ranked<>(rank, turn, element.get()));
    }
  }

  int size() {
    return kept.size();
  }

  List<T> first(int count) {
    return kept.stream().sorted(Ranked.order()).limit(count).map(Ranked::element).toList();
  }
}
