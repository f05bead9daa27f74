package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * When the newest or the oldest spans were created.
 *
 * <p>The service gives no cursor for this order, so each page begins behind the last time of the
 * one before. Spans of the very same time that stand on both sides of that border are left out of
 * the count; so a cut-off that is taken from here may let a few spans more through, never fewer.
 */
final class CreatedTimes {
  private final Api api;
  private final String projectId;
  private final String condition;
  private final boolean newestFirst;

  CreatedTimes(Api api, String projectId, String condition, boolean newestFirst) {
    this.api = api;
    this.projectId = projectId;
    this.condition = condition;
    this.newestFirst = newestFirst;
  }

  List<String> take(int limit) {
    List<String> times = new ArrayList<>();
    String last = null;
    while (times.size() < limit) {
      int rows = Math.min(PageSize.MAX, limit - times.size());
      List<String> page = page(last, rows);
      times.addAll(page);
      if (page.size() < rows) {
        break;
      }
      last = page.get(page.size() - 1);
    }
    return times;
  }

  private List<String> page(@Nullable String after, int rows) {
    String sql =
        "SELECT created FROM "
            + SqlText.source(ObjectType.PROJECT_LOGS, projectId)
            + " WHERE ("
            + condition
            + ")"
            + (after == null ? "" : " AND created " + side() + SqlText.literal(after))
            + " ORDER BY created "
            + (newestFirst ? "DESC" : "ASC")
            + " LIMIT "
            + rows;
    RawJson answer =
        api.query(sql, null, "project_logs " + projectId, Patience.FULL, Bodies::parseQuery);
    List<String> times = new ArrayList<>();
    for (RawJson row : answer.field("data").elements()) {
      String time = row.field("created").text();
      if (time == null) {
        throw new BraintrustException(
            "a span of project_logs " + projectId + " has no 'created' in the service's answer");
      }
      times.add(time);
    }
    return times;
  }

  private String side() {
    return newestFirst ? "< " : "> ";
  }
}
