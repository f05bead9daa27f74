package org.braintrustbeam.emulator.query.eval;

import java.util.List;

/** A group of rows: its first row stands for the columns grouped by. */
public final class GroupedRow implements QueryRow {
  private final QueryRow first;
  private final List<Aggregate.Running> aggregates;

  public GroupedRow(QueryRow first, List<Aggregate> aggregates) {
    this.first = first;
    this.aggregates = aggregates.stream().map(Aggregate::start).toList();
  }

  public void add(QueryRow row) {
    add(row, 1);
  }

  /**
   * Adds a row that stands for others.
   *
   * @param times how many rows it stands for; 0 for one that is counted with another, and may be
   *     the least or the greatest
   */
  public void add(QueryRow row, long times) {
    aggregates.forEach(aggregate -> aggregate.add(row, times));
  }

  @Override
  public byte[] column(String name) {
    return first.column(name);
  }

  @Override
  public byte[] aggregate(int slot) {
    return aggregates.get(slot).result();
  }
}
