package org.braintrustbeam.pipelines.discover;

import org.braintrustbeam.transforms.discover.tally.Gap;
import org.braintrustbeam.transforms.discover.tally.Part;

/** The query of a gap of the measurement. */
final class GapSql {
  private GapSql() {}

  static String count(LogSql sql, Gap gap) {
    return "SELECT count(1) AS n FROM "
        + sql.traces()
        + " WHERE "
        + sql.rootsOf(Part.NOW, sql.gap(gap), "");
  }
}
