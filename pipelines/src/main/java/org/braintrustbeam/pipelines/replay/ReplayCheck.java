package org.braintrustbeam.pipelines.replay;

import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.pipelines.command.Writes;
import org.jspecify.annotations.Nullable;

/**
 * Compares a change with the row as it is now.
 *
 * <p>Says what the change says: nothing to do, so a replay that was cut off can be repeated. Still
 * at the version that the change was decided on: to be written. Anything else was decided by
 * somebody who knew less than we do now, so it is left alone.
 */
final class ReplayCheck {
  private ReplayCheck() {}

  /** Whether the row has all values of the change already. */
  static boolean isDone(RowChange change, @Nullable RowVersion now) {
    return now != null && Writes.isMade(change, now);
  }

  /** Why the change does not fit the row any more; null if it does. */
  static @Nullable String whyMoved(RowChange change, @Nullable RowVersion now) {
    if (now == null) {
      return change.basedOnXactId() == 0 ? null : "the row was deleted after the decision";
    }
    if (change.basedOnXactId() == now.xactId()) {
      return null;
    }
    String then =
        change.basedOnXactId() == 0
            ? "when there was none"
            : "at " + Long.toUnsignedString(change.basedOnXactId());
    return "the row is at version "
        + Long.toUnsignedString(now.xactId())
        + ", the decision was made "
        + then
        + "; run the command without --replay to decide anew";
  }
}
