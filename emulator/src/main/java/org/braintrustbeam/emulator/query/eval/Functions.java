package org.braintrustbeam.emulator.query.eval;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonEquality;
import org.braintrustbeam.emulator.json.JsonSlices;
import org.braintrustbeam.emulator.json.Timestamps;
import org.braintrustbeam.emulator.query.text.Intervals;
import org.braintrustbeam.emulator.query.text.Node;

/** The functions on single values. */
final class Functions {
  /** The numbers of arguments, where they are fixed. */
  private static final Map<String, Integer> COUNTS =
      Map.ofEntries(
          Map.entry("lower", 1),
          Map.entry("upper", 1),
          Map.entry("len", 1),
          Map.entry("length", 1),
          Map.entry("nullif", 2),
          Map.entry("contains", 2),
          Map.entry("includes", 2),
          Map.entry("json_extract", 2),
          Map.entry("date_trunc", 2),
          Map.entry("now", 0),
          Map.entry("current_timestamp", 0),
          Map.entry("current_date", 0),
          Map.entry("estimated_cost", 0),
          Map.entry("search", 1),
          Map.entry("any_span", 1),
          Map.entry("to_interval", 1),
          Map.entry("to_string", 1),
          Map.entry("to_number", 1),
          Map.entry("to_integer", 1),
          Map.entry("to_boolean", 1),
          Map.entry("to_date", 1),
          Map.entry("to_datetime", 1),
          Map.entry("second", 1),
          Map.entry("minute", 1),
          Map.entry("hour", 1),
          Map.entry("day", 1),
          Map.entry("week", 1),
          Map.entry("month", 1),
          Map.entry("year", 1));

  private final ExprCompiler exprs;
  private final Node.Call call;
  private final String name;

  private Functions(ExprCompiler exprs, Node.Call call) {
    this.exprs = exprs;
    this.call = call;
    this.name = call.name();
  }

  static Expr read(Node.Call call, ExprCompiler exprs) {
    return new Functions(exprs, call).read();
  }

  private Expr read() {
    Unsupported.refuse(call.distinct(), "DISTINCT in '" + call.print() + "'");
    Integer count = COUNTS.get(name);
    count(count == null || count == call.args().size());
    return switch (name) {
      case "lower" -> text(value -> value.toLowerCase(Locale.ROOT));
      case "upper" -> text(value -> value.toUpperCase(Locale.ROOT));
      case "len", "length" -> Expr.Call.plain("len", args(), values -> length(values.get(0)));
      case "concat" -> concat(args());
      case "coalesce" -> some(Functions::first);
      case "nullif" -> Expr.Call.plain(name, args(), Functions::nullIf);
      case "least" -> some(values -> extreme(values, -1));
      case "greatest" -> some(values -> extreme(values, 1));
      case "contains", "includes" -> includes(arg(0), arg(1));
      case "round" -> round();
      case "json_extract" -> jsonExtract();
      default -> special();
    };
  }

  /** What looks at the query, the time or more than the arguments' values. */
  private Expr special() {
    if (Times.isUnit(name)) {
      return Times.truncate(name, arg(0), exprs.zone());
    }
    return switch (name) {
      case "now", "current_timestamp" ->
          new Expr.Constant(Timestamps.json(exprs.now()), ValueOrder.TIME);
      case "current_date" ->
          new Expr.Constant(
              Json.utf8('"' + exprs.now().atZone(exprs.zone()).toLocalDate().toString() + '"'),
              ValueOrder.TIME);
      case "date_trunc" -> Times.truncate(literal(0), arg(1), exprs.zone());
      case "to_interval" -> new Times.Length(Intervals.parse(literal(0)));
      case "estimated_cost" -> estimatedCost();
      case "search" -> search();
      case "any_span" -> exprs.anySpan(call.args().get(0));
      default -> cast();
    };
  }

  private Expr cast() {
    Expr cast = call.args().size() == 1 ? Casts.read(name, arg(0), exprs.zone()) : null;
    if (cast == null) {
      throw Unsupported.construct("The function '" + name + "'");
    }
    return cast;
  }

  private Expr arg(int place) {
    return exprs.compile(call.args().get(place));
  }

  private List<Expr> args() {
    List<Expr> args = new ArrayList<>();
    call.args().forEach(arg -> args.add(exprs.compile(arg)));
    return args;
  }

  private String literal(int place) {
    if (call.args().get(place) instanceof Node.Literal literal && literal.isText()) {
      return literal.text();
    }
    throw Unsupported.construct(
        "'"
            + name
            + "' with '"
            + call.args().get(place).print()
            + "' where a literal text must be");
  }

  private void count(boolean right) {
    if (!right) {
      throw ApiError.invalidQuery(
          "'" + name + "' does not take " + call.args().size() + " arguments");
    }
  }

  private Expr text(UnaryOperator<String> change) {
    return Expr.Call.plain(
        name,
        args(),
        values -> {
          byte[] value = values.get(0);
          return Json.isString(value) ? Json.string(change.apply(Json.text(value))) : Json.NULL;
        });
  }

  private Expr some(Expr.Body body) {
    count(!call.args().isEmpty());
    List<Expr> args = args();
    return new Expr.Call(name, args, args.get(0).order(), body);
  }

  /** The characters of a text, the items of an array, or the members of an object. */
  private static byte[] length(byte[] value) {
    return switch (Json.kind(value)) {
      case "string" -> size(Json.text(value).codePoints().count());
      case "array" -> size(JsonSlices.array(value).size());
      case "object" -> size(JsonSlices.object(value).size());
      default -> Json.NULL;
    };
  }

  private static byte[] size(long size) {
    return Json.utf8(Long.toString(size));
  }

  static Expr concat(List<Expr> args) {
    return Expr.Call.plain("concat", args, Functions::joined);
  }

  /** Texts as they are, other values as JSON; null makes null. */
  private static byte[] joined(List<byte[]> values) {
    StringBuilder text = new StringBuilder();
    for (byte[] value : values) {
      if (Json.isNull(value)) {
        return Json.NULL;
      }
      text.append(Json.isString(value) ? Json.text(value) : Json.ascii(value));
    }
    return Json.string(text.toString());
  }

  private static byte[] first(List<byte[]> values) {
    return values.stream().filter(value -> !Json.isNull(value)).findFirst().orElse(Json.NULL);
  }

  private static byte[] nullIf(List<byte[]> values) {
    return JsonEquality.same(values.get(0), values.get(1)) ? Json.NULL : values.get(0);
  }

  private static byte[] extreme(List<byte[]> values, int sign) {
    byte[] best = Json.NULL;
    for (byte[] value : values) {
      boolean better =
          Json.isNull(best) || Integer.signum(ValueOrder.PLAIN.sort(value, best)) == sign;
      best = !Json.isNull(value) && better ? value : best;
    }
    return best;
  }

  /** Whether an array has the value as an item, an object as a member, a text as a part. */
  static Expr includes(Expr whole, Expr part) {
    return Expr.Call.plain(
        "includes", List.of(whole, part), values -> includes(values.get(0), values.get(1)));
  }

  private static byte[] includes(byte[] whole, byte[] part) {
    return switch (Json.kind(whole)) {
      case "array" ->
          Json.bool(
              JsonSlices.array(whole).stream().anyMatch(item -> JsonEquality.same(item, part)));
      case "object" ->
          Json.bool(
              JsonSlices.object(whole).values().stream()
                  .anyMatch(value -> JsonEquality.same(value, part)));
      case "string" ->
          Json.isString(part) ? Json.bool(Json.text(whole).contains(Json.text(part))) : Json.FALSE;
      default -> Json.NULL;
    };
  }

  private Expr round() {
    count(call.args().size() == 1 || call.args().size() == 2);
    int places = 0;
    if (call.args().size() == 2) {
      boolean number =
          call.args().get(1) instanceof Node.Literal literal && literal.json().matches("\\d{1,2}");
      Unsupported.refuse(!number, "round to '" + call.args().get(1).print() + "' places");
      places = Integer.parseInt(((Node.Literal) call.args().get(1)).json());
    }
    int scale = places;
    return Expr.Call.plain(
        "round " + places,
        List.of(arg(0)),
        values ->
            Json.isNumber(values.get(0))
                ? Arithmetic.json(
                    Arithmetic.round(Json.number(values.get(0)), scale, RoundingMode.HALF_UP))
                : Json.NULL);
  }

  /** The member of an object, also of one that is written out in a text. */
  private Expr jsonExtract() {
    String member = literal(1);
    return Expr.Call.plain(
        "json_extract " + member,
        List.of(arg(0)),
        values -> {
          byte[] value = values.get(0);
          byte[] object = Json.isString(value) ? Json.utf8(Json.text(value).strip()) : value;
          return member(object, member);
        });
  }

  private static byte[] member(byte[] object, String name) {
    if (object.length == 0 || !Json.isObject(object)) {
      return Json.NULL;
    }
    try {
      return JsonSlices.object(object).getOrDefault(name, Json.NULL);
    } catch (ApiError e) {
      return Json.NULL; // the text only looked like an object
    }
  }

  /** What was logged as the cost of a span; the emulator has no price list. */
  private Expr estimatedCost() {
    return exprs.compile(new Node.Name(List.of("metrics", "estimated_cost")));
  }

  private Expr search() {
    List<Expr> fields = new ArrayList<>();
    for (String field : FullText.searched()) {
      fields.add(exprs.compile(new Node.Name(List.of(field))));
    }
    return new FullText(fields, FullText.words(literal(0)));
  }
}
