package org.braintrustbeam.emulator.query.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonSlices;
import org.braintrustbeam.emulator.json.RawObject;

/** Reads the expressions of the JSON notation. */
final class AstExprs {
  private static final int LONGEST_NUMBER = 1000;
  private static final Map<String, Op> OPS = new HashMap<>();

  static {
    for (Op op : Op.values()) {
      OPS.put(op.json(), op);
    }
    OPS.put("ternary", Op.IF);
    OPS.put("contains", Op.INCLUDES);
  }

  private final int depth;

  private AstExprs(int depth) {
    this.depth = depth;
  }

  static Node node(byte[] json) {
    return new AstExprs(0).read(json);
  }

  private Node inner(byte[] json) {
    if (depth > Node.MAX_HEIGHT) {
      throw ApiError.invalidQuery("it is nested deeper than " + Node.MAX_HEIGHT + " levels");
    }
    return new AstExprs(depth + 1).read(json);
  }

  private Node read(byte[] json) {
    if (!Json.isObject(json)) {
      throw ApiError.invalidQuery(
          "an expression must be an object, got a value of type " + Json.kind(json));
    }
    RawObject ast = RawObject.parse(json);
    String text = ast.text("btql");
    if (text != null) {
      return TextParser.expression(text);
    }
    String op = ast.requiredText("op").toLowerCase(Locale.ROOT);
    return switch (op) {
      case "star" -> new Node.Star();
      case "literal" -> literal(ast.get("value"));
      case "ident" -> new Node.Name(path(ast.get("name")));
      case "function" -> function(ast);
      case "interval" -> interval(ast);
      default -> operation(op, ast);
    };
  }

  private Node literal(byte[] value) {
    if (Json.isArray(value)) {
      return Node.Items.of(JsonSlices.array(value).stream().map(this::literal).toList());
    }
    if (Json.isNumber(value) && value.length > LONGEST_NUMBER) {
      throw ApiError.invalidQuery("a number is longer than " + LONGEST_NUMBER + " characters");
    }
    byte[] plain = Json.isString(value) ? Json.string(Json.text(value)) : value;
    return new Node.Literal(Json.ascii(plain));
  }

  private static List<Object> path(byte[] name) {
    List<Object> steps = new ArrayList<>();
    for (byte[] step : JsonSlices.array(name)) {
      steps.add(Json.isString(step) ? Json.text(step) : place(step));
    }
    if (steps.isEmpty() || !(steps.get(0) instanceof String)) {
      throw ApiError.invalidQuery("an 'ident' must begin with a name, got " + Json.ascii(name));
    }
    return List.copyOf(steps);
  }

  private static Object place(byte[] step) {
    try {
      return Integer.valueOf(Json.ascii(step));
    } catch (NumberFormatException e) {
      throw ApiError.invalidQuery("a path has names and whole numbers, got " + Json.ascii(step));
    }
  }

  private Node function(RawObject ast) {
    byte[] name = ast.get("name");
    List<Object> path =
        Json.isString(name) ? List.of(Json.text(name)) : path(RawObject.parse(name).get("name"));
    List<Node> args = new ArrayList<>();
    if (!ast.isNull("args")) {
      for (byte[] arg : JsonSlices.array(ast.get("args"))) {
        args.add(inner(Json.isObject(arg) ? arg : literalObject(arg)));
      }
    }
    return Node.Call.of(
        String.valueOf(path.get(0)).toLowerCase(Locale.ROOT), args, ast.isTrue("distinct"));
  }

  private static byte[] literalObject(byte[] value) {
    return new RawObject().put("op", Json.string("literal")).put("value", value).toBytes();
  }

  private static Node interval(RawObject ast) {
    try {
      long count = Integer.parseInt(Json.ascii(ast.get("value")));
      return Intervals.of(count, ast.requiredText("unit"));
    } catch (NumberFormatException e) {
      throw ApiError.invalidQuery("an interval's value must be a whole number");
    }
  }

  /**
   * Arguments are {@code left} and {@code right}, {@code expr}, {@code children} or three of IF.
   */
  private Node operation(String name, RawObject ast) {
    Op op = OPS.get(name);
    if (op == null) {
      throw Unsupported.construct("The operator '" + name + "'");
    }
    if (op == Op.IF) {
      return conditional(ast);
    }
    List<Node> args = new ArrayList<>();
    if (!ast.isNull("children")) {
      JsonSlices.array(ast.get("children")).forEach(child -> args.add(inner(child)));
    } else {
      for (String member : List.of("left", "expr", "right")) {
        if (!ast.isNull(member)) {
          args.add(inner(ast.get(member)));
        }
      }
    }
    return checked(op, args);
  }

  private static Node checked(Op op, List<Node> args) {
    boolean right =
        switch (op) {
          case AND, OR, CONCAT -> !args.isEmpty();
          case BETWEEN -> args.size() == 3;
          case NOT, NEG, IS_NULL, IS_NOT_NULL, IS_TRUE, IS_FALSE -> args.size() == 1;
          default -> args.size() == 2;
        };
    if (!right) {
      throw ApiError.invalidQuery("'" + op.json() + "' does not take " + args.size() + " operands");
    }
    return args.size() == 1 && (op == Op.AND || op == Op.OR)
        ? args.get(0)
        : Node.Operation.of(op, args);
  }

  /**
   * {@code conds: [{cond, then}], else}, or {@code cond}, {@code then} and {@code else} at once.
   */
  private Node conditional(RawObject ast) {
    List<Node> args = new ArrayList<>();
    if (ast.isNull("conds")) {
      args.add(inner(ast.get("cond")));
      args.add(inner(ast.get("then")));
    } else {
      for (byte[] json : JsonSlices.array(ast.get("conds"))) {
        RawObject one = RawObject.parse(json);
        args.add(inner(one.get("cond")));
        args.add(inner(one.get("then")));
      }
    }
    args.add(ast.isNull("else") ? new Node.Literal("null") : inner(ast.get("else")));
    return Node.Operation.of(Op.IF, args);
  }
}
