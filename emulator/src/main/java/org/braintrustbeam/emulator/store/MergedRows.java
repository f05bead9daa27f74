package org.braintrustbeam.emulator.store;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Several sorted streams of rows as one. */
public final class MergedRows<T> implements Iterator<T> {
  private final PriorityQueue<Head<T>> heads;

  private MergedRows(List<Iterator<T>> streams, Comparator<T> order) {
    heads = new PriorityQueue<>((left, right) -> order.compare(left.row(), right.row()));
    streams.forEach(this::push);
  }

  public static <T> Iterator<T> of(List<Iterator<T>> streams, Comparator<T> order) {
    return streams.size() == 1 ? streams.get(0) : new MergedRows<>(streams, order);
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public T next() {
    Head<T> first = heads.poll();
    if (first == null) {
      throw new NoSuchElementException();
    }
    push(first.rest());
    return first.row();
  }

  private void push(Iterator<T> stream) {
    if (stream.hasNext()) {
      heads.add(new Head<>(stream.next(), stream));
    }
  }

  private record Head<T>(T row, Iterator<T> rest) {}
}
