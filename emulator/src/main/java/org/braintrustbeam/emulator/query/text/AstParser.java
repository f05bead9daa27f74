package org.braintrustbeam.emulator.query.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Limits;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonSlices;
import org.braintrustbeam.emulator.json.RawObject;

/** Reads the JSON notation: clauses as members, expressions as objects with an {@code op}. */
final class AstParser {
  private static final Set<String> CLAUSES =
      Set.of(
          "select",
          "from",
          "filter",
          "final_filter",
          "dimensions",
          "measures",
          "sort",
          "order_by",
          "limit",
          "cursor",
          "preview_length",
          "unpivot",
          "pivot",
          "sample",
          "loc");

  private final RawObject ast;
  private final QueryText query = new QueryText();

  AstParser(byte[] json) {
    ast = RawObject.parse(json);
  }

  QueryText parse() {
    for (String clause : ast.names()) {
      boolean known = CLAUSES.contains(clause) || ast.isNull(clause);
      Unsupported.refuse(!known, "The clause '" + clause + "'");
    }
    source();
    columns();
    expression("filter", query::filter);
    expression("final_filter", query::finalFilter);
    list("sort").forEach(key -> query.sort().add(sortKey(RawObject.parse(key))));
    list("order_by").forEach(key -> query.sort().add(oldSortKey(RawObject.parse(key))));
    page();
    list("unpivot").forEach(one -> query.unpivots().add(unpivot(RawObject.parse(one))));
    if (!ast.isNull("pivot")) {
      query.pivot(new QueryText.Pivot(null, items("pivot")));
    }
    if (!ast.isNull("sample")) {
      query.sample(sample(RawObject.parse(ast.get("sample"))));
    }
    return query;
  }

  private void source() {
    if (ast.isNull("from")) {
      throw ApiError.invalidQuery("it has no 'from'");
    }
    RawObject from = RawObject.parse(ast.get("from"));
    String shape = from.text("shape");
    if (!(AstExprs.node(ast.get("from")) instanceof Node.Call call)) {
      throw Unsupported.construct("A source that is no function");
    }
    List<String> objects = new ArrayList<>();
    for (Node arg : call.args()) {
      boolean text = arg instanceof Node.Literal literal && literal.isText();
      Unsupported.refuse(!text, "The argument " + arg.print() + " of 'from'");
      objects.add(((Node.Literal) arg).text());
    }
    query.source(new QueryText.Source(call.name(), objects, shape));
  }

  private void columns() {
    boolean groups = !ast.isNull("dimensions") || !ast.isNull("measures");
    if (groups) {
      if (!ast.isNull("select")) {
        throw ApiError.invalidQuery("'select' beside 'dimensions' or 'measures'");
      }
      query.markGrouped();
      List<QueryText.Item> dimensions = items("dimensions");
      dimensions.forEach(item -> query.groupBy().add(item.expr()));
      query.columns().addAll(dimensions);
      query.columns().addAll(items("measures"));
    } else {
      query.columns().addAll(items("select"));
    }
  }

  private List<QueryText.Item> items(String clause) {
    List<QueryText.Item> items = new ArrayList<>();
    for (byte[] json : list(clause)) {
      RawObject item = RawObject.parse(json);
      items.add(
          item.isNull("expr")
              ? new QueryText.Item(item.text("alias"), AstExprs.node(json))
              : new QueryText.Item(item.text("alias"), AstExprs.node(item.get("expr"))));
    }
    return items;
  }

  private void page() {
    if (!ast.isNull("limit")) {
      query.limit(Limits.check(Json.ascii(ast.get("limit"))));
    }
    String cursor = ast.text("cursor");
    if (cursor != null && !cursor.isEmpty()) {
      query.cursor(cursor);
    }
    if (!ast.isNull("preview_length")) {
      query.previewLength(integer("preview_length", ast.get("preview_length")));
    }
  }

  private static int integer(String name, byte[] json) {
    try {
      return Integer.parseInt(Json.ascii(json).strip());
    } catch (NumberFormatException e) {
      throw ApiError.invalidQuery("'" + name + "' must be a whole number, got " + Json.ascii(json));
    }
  }

  /** As older SDKs wrote it: {@code {"expr":…,"asc":true}}. */
  private static QueryText.SortKey oldSortKey(RawObject key) {
    return new QueryText.SortKey(AstExprs.node(key.get("expr")), !key.isTrue("asc"));
  }

  private static QueryText.SortKey sortKey(RawObject key) {
    String direction = key.text("dir");
    boolean known = direction == null || direction.equals("asc") || direction.equals("desc");
    Unsupported.refuse(!known, "The direction '" + direction + "'");
    return new QueryText.SortKey(AstExprs.node(key.get("expr")), "desc".equals(direction));
  }

  /** {@code {"expr":…,"alias":["key","value"]}}, or one name alone for arrays. */
  private static QueryText.Unpivot unpivot(RawObject json) {
    Node of = AstExprs.node(json.get("expr"));
    byte[] alias = json.get("alias");
    if (Json.isString(alias)) {
      return new QueryText.Unpivot(of, null, Json.text(alias));
    }
    List<byte[]> names = JsonSlices.array(alias);
    if (names.isEmpty() || names.size() > 2 || !names.stream().allMatch(Json::isString)) {
      throw ApiError.invalidQuery("the alias of 'unpivot' is one name or a list of two");
    }
    String first = Json.text(names.get(0));
    return names.size() == 1
        ? new QueryText.Unpivot(of, null, first)
        : new QueryText.Unpivot(of, first, Json.text(names.get(1)));
  }

  /** {@code {"method":{"type":"rate","value":0.1},"seed":7}}; the other type is {@code count}. */
  private static QueryText.Sample sample(RawObject json) {
    RawObject method = RawObject.parse(json.get("method"));
    String type = method.requiredText("type");
    Unsupported.refuse(!type.equals("rate") && !type.equals("count"), "The sample '" + type + "'");
    byte[] value = method.get("value");
    if (!Json.isNumber(value)) {
      throw ApiError.invalidQuery("the value of a sample must be a number");
    }
    long seed = json.isNull("seed") ? 0 : integer("seed", json.get("seed"));
    return Samples.of(Double.parseDouble(Json.ascii(value)), type.equals("rate"), seed);
  }

  private void expression(String clause, Consumer<Node> to) {
    if (!ast.isNull(clause)) {
      to.accept(AstExprs.node(ast.get(clause)));
    }
  }

  private List<byte[]> list(String clause) {
    byte[] json = ast.get(clause);
    return Json.isNull(json) ? List.of() : JsonSlices.array(json);
  }
}
