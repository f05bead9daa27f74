package org.braintrustbeam.emulator.query;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** The rows of units, one after the other. */
final class Flattened implements Iterator<PageRow> {
  private final Iterator<PageUnit> units;
  private final Function<PageUnit, List<PageRow>> rows;
  private Iterator<PageRow> current = Collections.emptyIterator();

  Flattened(Iterator<PageUnit> units, Function<PageUnit, List<PageRow>> rows) {
    this.units = units;
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext() && units.hasNext()) {
      current = rows.apply(units.next()).iterator();
    }
    return current.hasNext();
  }

  @Override
  public PageRow next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }
}
