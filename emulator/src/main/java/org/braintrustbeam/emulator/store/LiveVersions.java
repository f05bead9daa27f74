package org.braintrustbeam.emulator.store;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows behind the names of versions, as far as the names lie in a range of transactions. */
public final class LiveVersions implements Iterator<RowVersion> {
  private final Iterator<VersionKey> names;
  private final KeyRange xacts;
  private final boolean descending;
  private final Function<VersionKey, @Nullable RowVersion> rows;
  private @Nullable RowVersion next;

  /**
   * Keeps versions that count.
   *
   * @param rows null for a version that does not count
   */
  public LiveVersions(
      Iterator<VersionKey> names,
      KeyRange xacts,
      boolean descending,
      Function<VersionKey, @Nullable RowVersion> rows) {
    this.names = names;
    this.xacts = xacts;
    this.descending = descending;
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    while (next == null && names.hasNext()) {
      VersionKey name = names.next();
      if (descending ? name.xact() < xacts.low() : name.xact() > xacts.high()) {
        return false;
      }
      boolean inside = xacts.low() <= name.xact() && name.xact() <= xacts.high();
      next = inside ? rows.apply(name) : null;
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
}
