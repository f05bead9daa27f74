package org.braintrustbeam.emulator.query.text;

import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Limits;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.query.text.grammar.BtqlParser;

/** Makes a query of parsed SQL. */
final class SqlReader {
  private final ExprReader exprs = new ExprReader(true);
  private final Clauses clauses = new Clauses(exprs);
  private final QueryText query = new QueryText();

  QueryText read(BtqlParser.SqlContext sql) {
    query.refuseNullComparisons();
    query.columns().addAll(columns(sql.column()));
    from(sql);
    sql.spread().forEach(this::spread);
    if (sql.where != null) {
      query.filter(exprs.visit(sql.where));
    }
    if (sql.exprs() != null) {
      query.markGrouped();
      exprs.list(sql.exprs()).forEach(key -> query.groupBy().add(byPlace(key)));
    }
    if (sql.having != null) {
      query.finalFilter(exprs.visit(sql.having));
    }
    if (sql.sortKeys() != null) {
      query.sort().addAll(clauses.sort(sql.sortKeys()));
    }
    page(sql);
    sql.setting().forEach(this::setting);
    return query;
  }

  private List<QueryText.Item> columns(List<BtqlParser.ColumnContext> columns) {
    return columns.stream()
        .map(
            column ->
                clauses.item(column.cell(), column.name() == null ? column.alias() : column.name()))
        .toList();
  }

  private void from(BtqlParser.SqlContext sql) {
    Unsupported.refuse(sql.source().isEmpty(), "A query without FROM");
    Unsupported.refuse(sql.source().size() > 1, "FROM with two sources");
    Unsupported.refuse(sql.alias() != null, "A table alias");
    query.source(clauses.source(sql.source(0), null));
  }

  private void spread(BtqlParser.SpreadContext spread) {
    if (spread instanceof BtqlParser.UnpivotContext unpivot) {
      query.unpivots().add(unpivot(unpivot));
    } else {
      Unsupported.refuse(query.pivot() != null, "A second PIVOT");
      query.pivot(pivot((BtqlParser.PivotContext) spread));
    }
  }

  /** {@code UNPIVOT (value FOR key IN (column))}; the key {@code _} is for arrays. */
  private QueryText.Unpivot unpivot(BtqlParser.UnpivotContext unpivot) {
    List<Node> of = exprs.list(unpivot.exprs());
    Unsupported.refuse(of.size() > 1, "UNPIVOT of several columns at once");
    String key = exprs.quotes().read(unpivot.name(1));
    String value = exprs.quotes().read(unpivot.name(0));
    return new QueryText.Unpivot(of.get(0), key.equals("_") ? null : key, value);
  }

  /** {@code PIVOT (measures FOR column IN (ANY))}. */
  private QueryText.Pivot pivot(BtqlParser.PivotContext pivot) {
    boolean any = pivot.exprs().getText().equalsIgnoreCase("any");
    Unsupported.refuse(!any, "PIVOT with anything but IN (ANY)");
    return new QueryText.Pivot(exprs.visit(pivot.path()), columns(pivot.column()));
  }

  /** {@code GROUP BY 1} means the first column. */
  private Node byPlace(Node key) {
    if (!(key instanceof Node.Literal literal) || literal.isText()) {
      return key;
    }
    for (int i = 0; i < query.columns().size(); i++) {
      if (literal.json().equals(Integer.toString(i + 1))) {
        return query.columns().get(i).expr();
      }
    }
    throw ApiError.invalidQuery("GROUP BY " + literal.json() + " names no column");
  }

  private void page(BtqlParser.SqlContext sql) {
    if (sql.NUMBER() != null) {
      query.limit(Limits.check(sql.NUMBER().getText()));
    }
    if (sql.TEXT() != null) {
      query.cursor(exprs.quotes().read(sql.TEXT().getSymbol()));
    }
  }

  private void setting(BtqlParser.SettingContext setting) {
    String name = exprs.quotes().read(setting.name());
    Unsupported.refuse(!name.equalsIgnoreCase("preview_length"), "The setting '" + name + "'");
    query.previewLength(Integers.read(setting.integer().getText()));
  }
}
