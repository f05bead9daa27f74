package org.braintrustbeam.emulator.query;

import java.util.List;
import java.util.stream.Stream;
import org.braintrustbeam.emulator.store.HeaderColumns;

/** The rows of one class: how many, the first of them, and those at the ends of both orders. */
final class HeaderTally {
  private final HeaderColumns columns;
  private final int first;
  private long count;
  private int lowestKey;
  private int highestKey;
  private int oldest;
  private int newest;

  HeaderTally(HeaderColumns columns, int first) {
    this.columns = columns;
    this.first = first;
    this.lowestKey = first;
    this.highestKey = first;
    this.oldest = first;
    this.newest = first;
  }

  void add(int place) {
    count++;
    lowestKey = columns.key(place) < columns.key(lowestKey) ? place : lowestKey;
    highestKey = columns.key(place) > columns.key(highestKey) ? place : highestKey;
    oldest = columns.xact(place) < columns.xact(oldest) ? place : oldest;
    newest = columns.xact(place) > columns.xact(newest) ? place : newest;
  }

  long count() {
    return count;
  }

  HeaderRow first() {
    return new HeaderRow(columns, first);
  }

  /** The rows with the lowest and highest key and transaction. */
  List<HeaderRow> extremes() {
    return Stream.of(lowestKey, highestKey, oldest, newest)
        .map(place -> new HeaderRow(columns, place))
        .toList();
  }
}
