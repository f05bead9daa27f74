package org.braintrustbeam.emulator.store;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Of neighbouring versions of each row the newest that a reader may see; deleted rows are left out.
 */
final class NewestPerRow implements Iterator<RowVersion> {
  private final Iterator<RowVersion> versions;
  private final long asOf;
  private @Nullable RowVersion ahead;
  private @Nullable RowVersion next;

  NewestPerRow(Iterator<RowVersion> versions, long asOf) {
    this.versions = versions;
    this.asOf = asOf;
  }

  @Override
  public boolean hasNext() {
    while (next == null && (ahead != null || versions.hasNext())) {
      RowVersion newest = newestOfNextRow();
      next = newest == null || newest.deleted() ? null : newest;
    }
    return next != null;
  }

  @Override
  public RowVersion next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    RowVersion result = next;
    next = null;
    return result;
  }

  private @Nullable RowVersion newestOfNextRow() {
    RowVersion first = ahead == null ? versions.next() : ahead;
    RowVersion newest = visible(first) ? first : null;
    ahead = null;
    while (versions.hasNext()) {
      RowVersion version = versions.next();
      if (version.key() != first.key()) {
        ahead = version;
        break;
      }
      if (visible(version) && (newest == null || version.xact() > newest.xact())) {
        newest = version;
      }
    }
    return newest;
  }

  private boolean visible(RowVersion version) {
    return version.xact() <= asOf;
  }
}
