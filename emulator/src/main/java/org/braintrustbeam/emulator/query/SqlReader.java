package org.braintrustbeam.emulator.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.AllColumns;
import net.sf.jsqlparser.statement.select.OrderByElement;
import net.sf.jsqlparser.statement.select.PlainSelect;
import net.sf.jsqlparser.statement.select.SelectItem;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Limits;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.rows.RowTarget;
import org.jspecify.annotations.Nullable;

/** Reads the text of a query. */
public final class SqlReader {
  private final Catalog catalog;
  private final ExprReader exprs;
  private final PlainSelect select;

  private SqlReader(Catalog catalog, Instant now, PlainSelect select) {
    this.catalog = catalog;
    this.exprs = new ExprReader(now);
    this.select = select;
  }

  public static Query read(String sql, Catalog catalog, Instant now) {
    PlainSelect select = parse(sql);
    SelectClauses.refuseUnsupported(select);
    return new SqlReader(catalog, now, select).query();
  }

  private static PlainSelect parse(String sql) {
    if (sql.isEmpty()) { // of nothing the library makes no parser
      throw ApiError.invalidQuery("it is empty");
    }
    Statement statement = statement(sql);
    if (statement instanceof PlainSelect plain) {
      return plain;
    }
    throw Unsupported.construct("A " + statement.getClass().getSimpleName() + " statement");
  }

  private static Statement statement(String sql) {
    try {
      return CCJSqlParserUtil.newParser(SqlWords.quoteClashes(sql))
          .withSquareBracketQuotation(false)
          .Statement();
    } catch (ParseException | RuntimeException e) { // what it says of a text has many types
      throw ApiError.invalidQuery(firstLine(e));
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("it cannot be parsed");
  }

  private Query query() {
    List<RowTarget> from = SourceReader.read(select.getFromItem(), catalog);
    List<Query.Column> columns = columns();
    Expr where = where();
    List<Expr> groupBy = groupBy();
    Expr having = having();
    List<Query.Sort> sort = sort(columns);
    boolean grouped = select.getGroupBy() != null || !exprs.aggregates().isEmpty();
    if (grouped) {
      GroupCheck.check(columns, groupBy, having, sort);
    } else if (having != null) {
      throw ApiError.invalidQuery("HAVING without GROUP BY");
    }
    return new Query(
        from,
        columns,
        where,
        grouped,
        groupBy,
        List.copyOf(exprs.aggregates()),
        having,
        sort,
        limit(),
        cursor(),
        Set.copyOf(exprs.columns()));
  }

  private List<Query.Column> columns() {
    List<SelectItem<?>> items = select.getSelectItems();
    if (items.size() == 1 && items.get(0).getExpression().getClass() == AllColumns.class) {
      Unsupported.refuse(!items.get(0).toString().equals("*"), "'" + items.get(0) + "'");
      return List.of();
    }
    List<Query.Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (SelectItem<?> item : items) {
      Query.Column column = column(item);
      if (!names.add(column.name())) {
        throw ApiError.invalidQuery("two columns are named '" + column.name() + "'");
      }
      columns.add(column);
    }
    return columns;
  }

  private Query.Column column(SelectItem<?> item) {
    Unsupported.refuse(item.getExpression() instanceof AllColumns, "* beside other columns");
    Expr expr = exprs.readWithAggregates(item.getExpression());
    if (item.getAlias() != null) {
      return new Query.Column(SelectClauses.name(item.getAlias()), expr);
    }
    return new Query.Column(
        expr instanceof ColumnPath path ? path.alias() : item.getExpression().toString(), expr);
  }

  private @Nullable Expr where() {
    return select.getWhere() == null ? null : exprs.read(select.getWhere());
  }

  private @Nullable Expr having() {
    return select.getHaving() == null ? null : exprs.readWithAggregates(select.getHaving());
  }

  private List<Expr> groupBy() {
    List<Expr> groupBy = new ArrayList<>();
    if (select.getGroupBy() != null) {
      for (Expression expression : select.getGroupBy().getGroupByExpressionList()) {
        groupBy.add(exprs.read(expression));
      }
    }
    return groupBy;
  }

  private List<Query.Sort> sort(List<Query.Column> columns) {
    List<Query.Sort> sort = new ArrayList<>();
    if (select.getOrderByElements() != null) {
      for (OrderByElement element : select.getOrderByElements()) {
        sort.add(new Query.Sort(sortKey(element.getExpression(), columns), !element.isAsc()));
      }
    }
    return sort;
  }

  private Expr sortKey(Expression sql, List<Query.Column> columns) {
    Unsupported.refuse(sql instanceof LongValue, "ORDER BY a column's number");
    if (sql instanceof Column name && name.getTable() == null) {
      for (Query.Column column : columns) {
        if (column.name().equals(name.getUnquotedColumnName())) {
          return column.expr();
        }
      }
    }
    return exprs.readWithAggregates(sql);
  }

  private int limit() {
    if (select.getLimit() == null) {
      return Limits.MAX;
    }
    Expression count = select.getLimit().getRowCount();
    boolean known = count instanceof LongValue && select.getLimit().getOffset() == null;
    Unsupported.refuse(!known, "'" + String.valueOf(select.getLimit()).strip() + "'");
    return Limits.check(count.toString());
  }

  private @Nullable String cursor() {
    if (select.getOffset() == null) {
      return null;
    }
    if (!(select.getOffset().getOffset() instanceof StringValue cursor)) {
      throw Unsupported.construct("OFFSET with anything but a quoted cursor");
    }
    return cursor.getNotExcapedValue();
  }
}
