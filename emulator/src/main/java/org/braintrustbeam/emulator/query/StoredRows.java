package org.braintrustbeam.emulator.query;

import java.util.Iterator;
import java.util.Set;
import org.braintrustbeam.emulator.store.RowVersion;

/** Versions as rows that can be asked for the scanned columns. */
record StoredRows(Iterator<RowVersion> versions, Set<String> scanned)
    implements Iterator<StoredRow> {
  @Override
  public boolean hasNext() {
    return versions.hasNext();
  }

  @Override
  public StoredRow next() {
    return new StoredRow(versions.next(), scanned);
  }
}
