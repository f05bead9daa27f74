package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Limits;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.query.eval.Expr;
import org.braintrustbeam.emulator.query.eval.ExprCompiler;
import org.braintrustbeam.emulator.query.eval.Scope;
import org.braintrustbeam.emulator.query.text.Node;
import org.braintrustbeam.emulator.query.text.QueryText;
import org.braintrustbeam.emulator.rows.RowTarget;

/** Turns the clauses of a query into what can be run; whatever cannot be is refused by name. */
public final class QueryCompiler {
  private final QueryText text;
  private final List<RowTarget> from;
  private final Shape shape;
  private final QueryOptions options;
  private final List<QueryText.Item> items;
  private final ExprCompiler exprs;

  private QueryCompiler(QueryText text, Catalog catalog, QueryOptions options) {
    this.text = text;
    this.options = options;
    this.from = Sources.find(text.source(), catalog);
    this.shape = Shape.of(text.source() == null ? null : text.source().shape());
    this.items = PivotColumns.items(text);
    this.exprs = new ExprCompiler(options.now(), options.zone(), scope(), text.nullComparable());
  }

  public static Query compile(QueryText text, Catalog catalog, QueryOptions options) {
    return new QueryCompiler(text, catalog, options).query();
  }

  private Query query() {
    Unsupported.refuse(
        options.auditLog() && shape != Shape.SPANS, "'audit_log' with traces or summaries");
    List<Query.Unpivot> unpivots = unpivots();
    List<Query.Column> columns = columns();
    Filters filters = Filters.of(text.filter(), shape, unpivoted(), exprs);
    List<Expr> groupBy = PivotColumns.groupBy(text).stream().map(exprs::key).toList();
    Expr having = text.finalFilter() == null ? null : exprs.result(text.finalFilter());
    List<Query.Sort> sort = sort();
    boolean grouped = text.grouped() || text.pivot() != null || !exprs.aggregates().isEmpty();
    if (grouped) {
      GroupCheck.check(columns, groupBy, having, sort);
    } else if (having != null && !text.nullComparable() && shape != Shape.SUMMARY) {
      throw ApiError.invalidQuery("HAVING without GROUP BY");
    }
    return new Query(
        from,
        shape,
        options.auditLog(),
        columns,
        filters.where(),
        filters.shown(),
        filters.hints(),
        unpivots,
        filters.unpivoted(),
        text.sample(),
        grouped,
        groupBy,
        List.copyOf(exprs.aggregates()),
        having,
        PivotColumns.pivot(text, items, columns),
        sort,
        text.limit() == null ? Limits.MAX : text.limit(),
        text.cursor(),
        text.previewLength(),
        scanned());
  }

  /** The fields that rows have, and the names that the query gives. */
  private Scope scope() {
    Set<String> fields = new HashSet<>();
    from.forEach(target -> fields.addAll(target.type().fields()));
    fields.add("span_type_info");
    fields.addAll(unpivoted());
    Map<String, Node> aliases = new HashMap<>();
    for (QueryText.Item item : items) {
      if (!(item.expr() instanceof Node.Star)) {
        aliases.put(name(item), item.expr());
      }
    }
    return new Scope(fields, aliases);
  }

  private Set<String> unpivoted() {
    Set<String> names = new HashSet<>();
    for (QueryText.Unpivot unpivot : text.unpivots()) {
      names.add(unpivot.value());
      if (unpivot.key() != null) {
        names.add(unpivot.key());
      }
    }
    return names;
  }

  /** Its alias, else the last name in its path, else the expression as it is printed. */
  static String name(QueryText.Item item) {
    if (item.alias() != null) {
      return item.alias();
    }
    if (item.expr() instanceof Node.Name path) {
      List<Object> steps = path.steps();
      for (int i = steps.size() - 1; i >= 0; i--) {
        if (steps.get(i) instanceof String name) {
          return name;
        }
      }
    }
    return item.expr().print();
  }

  private List<Query.Column> columns() {
    if (items.isEmpty()) {
      throw ApiError.invalidQuery("it selects no column");
    }
    if (items.size() == 1 && items.get(0).expr() instanceof Node.Star) {
      return List.of();
    }
    List<Query.Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (QueryText.Item item : items) {
      Unsupported.refuse(item.expr() instanceof Node.Star, "* beside other columns");
      String name = name(item);
      if (!names.add(name)) {
        throw ApiError.invalidQuery("two columns are named '" + name + "'");
      }
      columns.add(new Query.Column(name, exprs.column(item.expr())));
    }
    return columns;
  }

  private List<Query.Unpivot> unpivots() {
    return text.unpivots().stream()
        .map(one -> new Query.Unpivot(exprs.key(one.of()), one.key(), one.value()))
        .toList();
  }

  private List<Query.Sort> sort() {
    List<Query.Sort> sort = new ArrayList<>();
    for (QueryText.SortKey key : text.sort()) {
      boolean place = key.expr() instanceof Node.Literal literal && !literal.isText();
      Unsupported.refuse(place, "ORDER BY a column's number");
      sort.add(new Query.Sort(exprs.result(key.expr()), key.descending()));
    }
    return sort;
  }

  private Set<String> scanned() {
    Set<String> scanned = new HashSet<>(exprs.columns());
    if (shape != Shape.SPANS) {
      scanned.addAll(Trace.SCANNED);
    }
    if (shape == Shape.SUMMARY) {
      scanned.addAll(SummaryRow.SCANNED);
    }
    return Set.copyOf(scanned);
  }
}
