package org.braintrustbeam.emulator.query;

import java.util.List;

/** A group of rows: its first row stands for the columns grouped by. */
final class GroupedRow implements QueryRow {
  private final QueryRow first;
  private final List<Aggregate.Running> aggregates;

  GroupedRow(QueryRow first, List<Aggregate> aggregates) {
    this.first = first;
    this.aggregates = aggregates.stream().map(Aggregate::start).toList();
  }

  void add(QueryRow row) {
    aggregates.forEach(aggregate -> aggregate.add(row));
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
