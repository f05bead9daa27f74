package org.braintrustbeam.emulator.store;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Of neighbouring versions of each row the newest that a reader may see; deleted rows are left out.
 */
final class NewestPerRow extends LookAhead<RowVersion> {
  private final Iterator<RowVersion> versions;
  private final long asOf;
  private @Nullable RowVersion ahead;

  NewestPerRow(Iterator<RowVersion> versions, long asOf) {
    this.versions = versions;
    this.asOf = asOf;
  }

  @Override
  protected @Nullable RowVersion find() {
    while (ahead != null || versions.hasNext()) {
      RowVersion newest = newestOfNextRow();
      if (newest != null && !newest.deleted()) {
        return newest;
      }
    }
    return null;
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
