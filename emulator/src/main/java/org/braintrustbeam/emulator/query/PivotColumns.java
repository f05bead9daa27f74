package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.query.text.Node;
import org.braintrustbeam.emulator.query.text.QueryText;
import org.jspecify.annotations.Nullable;

/** Works out which columns a PIVOT groups by, spreads and keeps. */
final class PivotColumns {
  private PivotColumns() {}

  /** The columns of the query; {@code *} and the aliases of PIVOT's measures are filled in. */
  static List<QueryText.Item> items(QueryText text) {
    QueryText.Pivot pivot = text.pivot();
    Node by = pivot == null ? null : pivot.by();
    if (pivot == null || by == null) {
      return text.columns();
    }
    List<QueryText.Item> items = new ArrayList<>();
    if (text.columns().size() == 1 && text.columns().get(0).expr() instanceof Node.Star) {
      groupBy(text).forEach(key -> items.add(new QueryText.Item(null, key)));
      items.addAll(pivot.measures());
      return items;
    }
    for (QueryText.Item item : text.columns()) {
      items.add(measure(item, pivot));
    }
    return items;
  }

  private static QueryText.Item measure(QueryText.Item item, QueryText.Pivot pivot) {
    for (QueryText.Item measure : pivot.measures()) {
      if (measure.alias() != null && item.expr().equals(new Node.Name(List.of(measure.alias())))) {
        return new QueryText.Item(
            item.alias() == null ? measure.alias() : item.alias(), measure.expr());
      }
    }
    return item;
  }

  /** The keys that are written, and the column that PIVOT spreads. */
  static List<Node> groupBy(QueryText text) {
    List<Node> keys = new ArrayList<>(text.groupBy());
    Node by = text.pivot() == null ? null : text.pivot().by();
    if (by != null && !keys.contains(by)) {
      keys.add(by);
    }
    return keys;
  }

  static Query.@Nullable Pivot pivot(
      QueryText text, List<QueryText.Item> items, List<Query.Column> columns) {
    QueryText.Pivot pivot = text.pivot();
    if (pivot == null) {
      return null;
    }
    if (columns.isEmpty() || groupBy(text).isEmpty()) {
      throw ApiError.invalidQuery("a pivot needs a column to group by, and measures");
    }
    List<Integer> measures = new ArrayList<>();
    pivot.measures().forEach(measure -> measures.add(place(measure.expr(), items)));
    Node by = pivot.by() == null ? groupBy(text).get(text.groupBy().size() - 1) : pivot.by();
    return new Query.Pivot(place(by, items), List.copyOf(measures));
  }

  private static int place(Node wanted, List<QueryText.Item> items) {
    for (int i = 0; i < items.size(); i++) {
      QueryText.Item item = items.get(i);
      boolean named = wanted.equals(new Node.Name(List.of(QueryCompiler.name(item))));
      if (named || wanted.equals(item.expr())) {
        return i;
      }
    }
    throw ApiError.invalidQuery("'" + wanted.print() + "' of the pivot is not among the columns");
  }
}
