package org.braintrustbeam.pipelines.discover;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/** Asks the service, and reads what it answers. */
final class Answers {
  /** Asks one query. */
  interface Service {
    /** The rows of the answer. */
    List<RawJson> ask(String sql);
  }

  private Answers() {}

  /** A count; numbers come as such or as texts, and 0 may be left out. */
  static long count(Map<String, RawJson> row, String name) {
    BigDecimal number = number(row, name);
    return number == null ? 0 : number.longValue();
  }

  /** A number; null if there is none. */
  static @Nullable BigDecimal number(Map<String, RawJson> row, String name) {
    String text = row.getOrDefault(name, RawJson.NULL).idText();
    return text == null ? null : new BigDecimal(text);
  }

  /** A text; empty if there is none. */
  static String text(Map<String, RawJson> row, String name) {
    String text = row.getOrDefault(name, RawJson.NULL).text();
    return text == null ? "" : text;
  }

  /** Whether there is one, and it is no number or object. */
  static boolean isText(Map<String, RawJson> row, String name) {
    return row.getOrDefault(name, RawJson.NULL).text() != null;
  }

  /** The count in the only row of an answer. */
  static long onlyCount(List<RawJson> rows) {
    return rows.isEmpty() ? 0 : count(rows.get(0).fields(), "n");
  }
}
