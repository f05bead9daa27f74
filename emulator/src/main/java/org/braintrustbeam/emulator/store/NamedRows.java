package org.braintrustbeam.emulator.store;

import java.util.Collections;
import java.util.Iterator;

/**
 * Finds named versions. Where they lie close to each other they are read one after the other, which
 * is quicker than to look for each; else what lies between is left out.
 */
final class NamedRows implements Iterator<RowVersion> {
  private static final int WORTH_READING_OVER = 16;

  private final RowStore rows;
  private final int object;
  private final Iterator<VersionKey> names;
  private final boolean descending;
  private Iterator<RowVersion> neighbours = Collections.emptyIterator();

  NamedRows(RowStore rows, int object, Iterator<VersionKey> names, boolean descending) {
    this.rows = rows;
    this.object = object;
    this.names = names;
    this.descending = descending;
  }

  @Override
  public boolean hasNext() {
    return names.hasNext();
  }

  @Override
  public RowVersion next() {
    VersionKey name = names.next();
    for (int i = 0; i < WORTH_READING_OVER && neighbours.hasNext(); i++) {
      RowVersion row = neighbours.next();
      if (row.name().equals(name)) {
        return row;
      }
    }
    neighbours = rows.from(object, name.key(), descending);
    while (neighbours.hasNext()) {
      RowVersion row = neighbours.next();
      if (row.name().equals(name)) {
        return row;
      }
    }
    throw new IllegalStateException("a version in the headers has no row");
  }
}
