package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import net.sf.jsqlparser.expression.Function;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.JsonEquality;
import org.braintrustbeam.emulator.json.JsonSlices;

/** The functions on single values. */
final class Functions {
  private Functions() {}

  static Expr read(Function function, ExprReader exprs) {
    List<Expr> args = new ArrayList<>();
    if (function.getParameters() != null) {
      function.getParameters().forEach(arg -> args.add(exprs.expr(arg)));
    }
    Unsupported.refuse(function.isDistinct(), "DISTINCT in '" + function + "'");
    return switch (function.getName().toLowerCase(Locale.ROOT)) {
      case "lower" -> text("lower", one(function, args), value -> value.toLowerCase(Locale.ROOT));
      case "upper" -> text("upper", one(function, args), value -> value.toUpperCase(Locale.ROOT));
      case "len", "length" -> length(one(function, args));
      case "concat" -> concat(args);
      case "coalesce" -> coalesce(function, args);
      case "nullif" -> nullIf(function, args);
      default -> throw Unsupported.construct("The function '" + function.getName() + "'");
    };
  }

  private static Expr one(Function function, List<Expr> args) {
    count(function, args, args.size() == 1);
    return args.get(0);
  }

  private static void count(Function function, List<Expr> args, boolean right) {
    if (!right) {
      throw ApiError.invalidQuery(
          "'" + function.getName() + "' does not take " + args.size() + " arguments");
    }
  }

  private static Expr text(String name, Expr arg, UnaryOperator<String> change) {
    return Expr.Call.plain(
        name,
        List.of(arg),
        values -> {
          byte[] value = values.get(0);
          return Json.isString(value) ? Json.string(change.apply(Json.text(value))) : Json.NULL;
        });
  }

  private static Expr length(Expr arg) {
    return Expr.Call.plain("len", List.of(arg), values -> length(values.get(0)));
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

  private static Expr coalesce(Function function, List<Expr> args) {
    count(function, args, !args.isEmpty());
    return Expr.Call.plain(
        "coalesce",
        args,
        values ->
            values.stream().filter(value -> !Json.isNull(value)).findFirst().orElse(Json.NULL));
  }

  private static Expr nullIf(Function function, List<Expr> args) {
    count(function, args, args.size() == 2);
    return Expr.Call.plain(
        "nullif",
        args,
        values -> JsonEquality.same(values.get(0), values.get(1)) ? Json.NULL : values.get(0));
  }
}
