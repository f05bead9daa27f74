package org.braintrustbeam.emulator.store;

import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows behind the names of versions, as far as the names lie in a range of transactions. */
public final class LiveVersions extends LookAhead<RowVersion> {
  private final Iterator<VersionKey> names;
  private final KeyRange xacts;
  private final boolean descending;
  private final Function<VersionKey, @Nullable RowVersion> rows;

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
  protected @Nullable RowVersion find() {
    while (names.hasNext()) {
      VersionKey name = names.next();
      if (descending ? name.xact() < xacts.low() : name.xact() > xacts.high()) {
        return null;
      }
      RowVersion row = xacts.contains(name.xact()) ? rows.apply(name) : null;
      if (row != null) {
        return row;
      }
    }
    return null;
  }
}
