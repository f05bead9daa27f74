package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;

/**
 * Pages of an object by SQL.
 *
 * <p>A page that is short is not the last one as long as the answer has a cursor, and a page that
 * is full is not the last one either: both cases occur.
 */
final class QueryPages implements KeyedPages {
  private final Api api;
  private final ObjectSnapshot object;
  private final String step;
  private final String columns;
  private final @Nullable String filter;
  private final PageSize size;

  QueryPages(Api api, ObjectSnapshot object, String step, Selection selection) {
    this.api = api;
    this.object = object;
    this.step = step;
    this.columns = select(selection.columns(), selection.computed());
    this.filter = selection.filter();
    this.size = new PageSize(selection.pageRows());
  }

  /** What to select: everything, or these columns and those that every row needs. */
  static String select(List<String> columns, List<String> computed) {
    if (columns.isEmpty() && computed.isEmpty()) {
      return "*";
    }
    Set<String> all = new LinkedHashSet<>(List.of("id", "_xact_id", "_pagination_key"));
    columns.forEach(column -> all.add(SqlText.column(column)));
    all.addAll(computed);
    return String.join(", ", all);
  }

  @Override
  public KeyedPage page(KeyRange range) {
    return size.ask(rows -> page(range, rows));
  }

  private KeyedPage page(KeyRange range, int rows) {
    String sql = "SELECT " + columns + from(range) + " ORDER BY _pagination_key ASC LIMIT " + rows;
    return api.query(
        sql,
        object.version(),
        about(object),
        PageSize.patience(rows),
        reply -> {
          size.saw(rows, reply.body().length);
          Page page = PageScanner.scan(step, object.id(), reply);
          return new KeyedPage(page, isLast(page, rows, reply));
        });
  }

  /** In an answer that is no JSON two rows may look like one, so it may be full all the same. */
  private static boolean isLast(Page page, int rows, HttpReply reply) {
    return page.cursor() == null && page.size() < rows && !reply.isRepeated();
  }

  @Override
  public @Nullable String lastKey() {
    String sql =
        "SELECT _pagination_key" + from(KeyRange.ALL) + " ORDER BY _pagination_key DESC LIMIT 1";
    RawJson answer =
        api.query(sql, object.version(), about(object), HttpCall.Patience.FULL, Bodies::parseQuery);
    List<RawJson> rows = answer.field("data").elements();
    return rows.isEmpty() ? null : rows.get(0).field("_pagination_key").text();
  }

  private String from(KeyRange range) {
    return from(object, range, filter);
  }

  /** An object's rows in a range that meet a condition, the end of a query's first half. */
  static String from(ObjectSnapshot object, KeyRange range, @Nullable String filter) {
    List<String> conditions = new ArrayList<>();
    if (range.after() != null) {
      conditions.add("_pagination_key > " + SqlText.literal(range.after()));
    }
    if (range.upTo() != null) {
      conditions.add("_pagination_key <= " + SqlText.literal(range.upTo()));
    }
    if (filter != null) {
      conditions.add("(" + filter + ")");
    }
    String where = conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    return " FROM " + SqlText.source(object.type(), object.id()) + where;
  }

  /** The object, for messages. */
  static String about(ObjectSnapshot object) {
    return object.type().apiName() + " " + object.id();
  }
}
