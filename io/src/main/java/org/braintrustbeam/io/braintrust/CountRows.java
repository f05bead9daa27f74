package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows of an object between keys, for sets of rows that have none in common, in one
 * query: it groups by the number of the set and by the place of the key among the edges.
 */
final class CountRows implements KeyCensus.Counter {
  private static final String KEY = "_pagination_key";

  private final Api api;
  private final ObjectSnapshot object;
  private final List<String> conditions;
  private final @Nullable String within;

  /** Of the rows that meet each of these conditions; of all rows if there is none. */
  CountRows(Api api, ObjectSnapshot object, List<String> conditions) {
    this(api, object, conditions, null);
  }

  /** As above, where those rows are among others that the service finds faster. */
  CountRows(Api api, ObjectSnapshot object, List<String> conditions, @Nullable String within) {
    this.api = api;
    this.object = object;
    this.conditions = conditions;
    this.within = within;
  }

  @Override
  public List<List<KeyPart>> count(KeyRange range, List<String> edges) {
    RawJson answer =
        api.query(
            sql(range, edges),
            object.version(),
            QueryPages.about(object),
            Patience.SMALLER_PAGE,
            Bodies::parseQuery);
    List<List<KeyPart>> sets = new ArrayList<>();
    for (int set = 0; set < Math.max(1, conditions.size()); set++) {
      sets.add(parts(answer.field("data").elements(), set));
    }
    return sets;
  }

  private String sql(KeyRange range, List<String> edges) {
    boolean several = conditions.size() > 1;
    String filter = conditions.size() == 1 ? conditions.get(0) : within;
    List<String> groups = new ArrayList<>();
    if (several) {
      groups.add(set(0));
    }
    if (!edges.isEmpty()) {
      groups.add(place(edges, 0, edges.size()));
    }
    return "SELECT "
        + (several ? set(0) + " AS rows_of, " : "")
        + "count(1) AS count, count("
        + KEY
        + ") AS keys, min("
        + KEY
        + ") AS first, max("
        + KEY
        + ") AS last"
        + QueryPages.from(object, range, filter)
        + (groups.isEmpty() ? "" : " GROUP BY " + String.join(", ", groups))
        + " LIMIT "
        + PageSize.MAX;
  }

  /** The number of the set that a row belongs to; one more than there are for no set. */
  private String set(int from) {
    return from == conditions.size()
        ? Integer.toString(from)
        : "(" + conditions.get(from) + ") ? " + from + " : (" + set(from + 1) + ")";
  }

  /** As a tree of questions: a row is compared with a few edges, and no bracket is deep. */
  private static String place(List<String> edges, int from, int to) {
    if (from == to) {
      return Integer.toString(from);
    }
    int middle = (from + to) >>> 1;
    return KEY
        + " <= "
        + SqlText.literal(edges.get(middle))
        + " ? ("
        + place(edges, from, middle)
        + ") : ("
        + place(edges, middle + 1, to)
        + ")";
  }

  private List<KeyPart> parts(List<RawJson> groups, int set) {
    List<KeyPart> parts =
        groups.stream()
            .filter(group -> conditions.size() <= 1 || number(group, "rows_of") == set)
            .filter(group -> number(group, "count") > 0)
            .map(CountRows::part)
            .sorted(Comparator.comparing(KeyPart::first))
            .toList();
    for (int i = 1; i < parts.size(); i++) {
      if (parts.get(i - 1).last().compareTo(parts.get(i).first()) >= 0) {
        throw new UselessCountException("parts that overlap");
      }
    }
    return parts;
  }

  /** Rows without a key would be in no range of keys, so there must be none. */
  private static KeyPart part(RawJson group) {
    String first = group.field("first").text();
    String last = group.field("last").text();
    long rows = number(group, "count");
    if (first == null || last == null || !Keys.isKey(first) || !Keys.isKey(last)) {
      throw new UselessCountException("no keys");
    }
    if (number(group, "keys") != rows) {
      throw new UselessCountException("rows without keys");
    }
    return new KeyPart(first, last, rows);
  }

  /** A number comes as one or as text. */
  private static long number(RawJson group, String name) {
    RawJson value = group.field(name);
    String text = value.text() == null ? value.toString() : value.text();
    if (text == null || !text.matches("\\d{1,18}")) {
      throw new UselessCountException("no '" + name + "'");
    }
    return Long.parseLong(text);
  }
}
