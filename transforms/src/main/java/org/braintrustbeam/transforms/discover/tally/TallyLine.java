package org.braintrustbeam.transforms.discover.tally;

import java.util.Map;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.json.JsonMerge;

/** A tally as a line, by which the launcher learns of it. */
final class TallyLine {
  private static final String KEY_SEPARATOR = "\0";

  private TallyLine() {}

  /** {@code {part, figure, name, value, count, failing, sum?, min?, max?, percentiles}}. */
  static OrderedRow of(TallyKey key, Amounts amounts) {
    Map<String, RawJson> line = amounts.toJson();
    line.put("part", JsonMerge.string(key.part().name()));
    line.put("figure", JsonMerge.string(key.figure().name()));
    line.put("name", JsonMerge.string(key.name()));
    line.put("value", JsonMerge.string(key.value()));
    return new OrderedRow(order(key), JsonMerge.object(line));
  }

  /** Values that are left out: the key has none, and {@code failing} is how many they are. */
  static OrderedRow ofRare(TallyKey key, long values, long traces) {
    return of(key, Amounts.of(traces, values));
  }

  static boolean isRare(TallyKey key) {
    return Figure.COHORTS.contains(key.figure()) && key.value().isEmpty();
  }

  /** Records behind all of production, which is known when they come. */
  private static String order(TallyKey key) {
    return (key.part() == Part.DATASET ? "2" : "1")
        + KEY_SEPARATOR
        + key.part().name()
        + KEY_SEPARATOR
        + key.figure().name()
        + KEY_SEPARATOR
        + key.name()
        + KEY_SEPARATOR
        + key.value();
  }

  static TallyKey key(Map<String, RawJson> line) {
    return new TallyKey(
        Part.valueOf(text(line, "part")),
        Figure.valueOf(text(line, "figure")),
        text(line, "name"),
        text(line, "value"));
  }

  private static String text(Map<String, RawJson> line, String name) {
    return String.valueOf(line.getOrDefault(name, RawJson.NULL).text());
  }
}
