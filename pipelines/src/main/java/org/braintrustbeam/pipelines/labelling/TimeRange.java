package org.braintrustbeam.pipelines.labelling;

import java.util.Map;
import org.braintrustbeam.io.braintrust.SqlText;
import org.jspecify.annotations.Nullable;

/**
 * Times of spans, as the service prints them; what the user's words for the window come to at the
 * start of a run, so that it can be resumed later.
 *
 * @param first of the oldest span that is wanted
 * @param last of the newest
 */
public record TimeRange(String first, String last) {
  private static final String FIRST = "first created";
  private static final String LAST = "last created";

  /** What a run keeps of it; nothing if there is none. */
  public static Map<String, String> pinned(@Nullable TimeRange range) {
    return range == null ? Map.of() : Map.of(FIRST, range.first, LAST, range.last);
  }

  /** What a run has kept; null if there was none. */
  public static @Nullable TimeRange of(Map<String, String> pinned) {
    String first = pinned.get(FIRST);
    String last = pinned.get(LAST);
    return first == null || last == null ? null : new TimeRange(first, last);
  }

  /** The spans between these times, in the service's SQL. */
  public String within() {
    return "created >= " + SqlText.literal(first) + " AND created <= " + SqlText.literal(last);
  }
}
