package org.braintrustbeam.emulator.store;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Several sorted streams of rows as one. */
public final class MergedRows implements Iterator<RowVersion> {
  private final PriorityQueue<Head> heads;

  private MergedRows(List<Iterator<RowVersion>> streams, Comparator<RowVersion> order) {
    heads = new PriorityQueue<>((left, right) -> order.compare(left.row(), right.row()));
    streams.forEach(this::push);
  }

  public static Iterator<RowVersion> of(
      List<Iterator<RowVersion>> streams, Comparator<RowVersion> order) {
    return streams.size() == 1 ? streams.get(0) : new MergedRows(streams, order);
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public RowVersion next() {
    Head first = heads.poll();
    if (first == null) {
      throw new NoSuchElementException();
    }
    push(first.rest());
    return first.row();
  }

  private void push(Iterator<RowVersion> stream) {
    if (stream.hasNext()) {
      heads.add(new Head(stream.next(), stream));
    }
  }

  private record Head(RowVersion row, Iterator<RowVersion> rest) {}
}
