package org.braintrustbeam.emulator.query.text;

import java.util.List;
import java.util.stream.Collectors;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.json.Json;

/** A part of an expression as it was written, the same for all notations. */
public sealed interface Node {
  /** Deep enough for any query by hand or tool, and shallow enough for a thread's stack. */
  int MAX_HEIGHT = 100;

  /** A value. */
  record Literal(String json) implements Node {
    public byte[] bytes() {
      return Json.utf8(json);
    }

    /** The characters of a text. */
    public String text() {
      return Json.text(bytes());
    }

    public boolean isText() {
      return json.startsWith("\"");
    }

    public boolean isNull() {
      return json.equals("null");
    }
  }

  /** A field and the way into it: names as String, places in an array as Integer. */
  record Name(List<Object> steps) implements Node {}

  /** All columns, or all rows in {@code count(*)}. */
  record Star() implements Node {}

  /** A list in brackets. */
  record Items(List<Node> items, int height) implements Node {
    static Items of(List<Node> items) {
      return new Items(List.copyOf(items), above(items));
    }
  }

  /** A length of time; the unit is in the singular and in capitals. */
  record Interval(long count, String unit) implements Node {}

  /** An operator and what it is applied to. */
  record Operation(Op op, List<Node> args, int height) implements Node {
    static Operation of(Op op, List<Node> args) {
      return new Operation(op, List.copyOf(args), above(args));
    }

    static Operation of(Op op, Node... args) {
      return of(op, List.of(args));
    }
  }

  /** A function's call; its name is in small letters. */
  record Call(String name, List<Node> args, boolean distinct, int height) implements Node {
    static Call of(String name, List<Node> args, boolean distinct) {
      return new Call(name, List.copyOf(args), distinct, above(args));
    }
  }

  /** The number of levels below this one. */
  default int height() {
    return 0;
  }

  private static int above(List<Node> args) {
    int height = args.stream().mapToInt(Node::height).max().orElse(0) + 1;
    if (height > MAX_HEIGHT) {
      throw ApiError.invalidQuery("it is nested deeper than " + MAX_HEIGHT + " levels");
    }
    return height;
  }

  /** The expression in one spelling, to name columns and to show in errors. */
  default String print() {
    if (this instanceof Literal literal) {
      return literal.isText() ? "'" + literal.text().replace("'", "''") + "'" : literal.json();
    }
    if (this instanceof Name name) {
      return printPath(name.steps());
    }
    if (this instanceof Items items) {
      return "(" + print(items.items(), ", ") + ")";
    }
    if (this instanceof Interval interval) {
      return "INTERVAL " + interval.count() + " " + interval.unit();
    }
    if (this instanceof Call call) {
      return call.name()
          + "("
          + (call.distinct() ? "DISTINCT " : "")
          + print(call.args(), ", ")
          + ")";
    }
    return this instanceof Operation operation ? printOperation(operation) : "*";
  }

  private static String print(List<Node> nodes, String separator) {
    return nodes.stream().map(Node::print).collect(Collectors.joining(separator));
  }

  private static String printPath(List<Object> steps) {
    StringBuilder path = new StringBuilder();
    for (Object step : steps) {
      if (step instanceof Integer) {
        path.append('[').append(step).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step);
      }
    }
    return path.toString();
  }

  private static String printOperation(Operation operation) {
    List<Node> args = operation.args();
    return switch (operation.op()) {
      case NOT, NEG -> operation.op().symbol() + " " + print(args, " ");
      case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_FALSE ->
          print(args, " ") + " " + operation.op().symbol();
      case BETWEEN ->
          args.get(0).print() + " BETWEEN " + args.get(1).print() + " AND " + args.get(2).print();
      case IF ->
          "("
              + args.get(0).print()
              + " ? "
              + args.get(1).print()
              + " : "
              + args.get(2).print()
              + ")";
      default -> "(" + print(args, " " + operation.op().symbol() + " ") + ")";
    };
  }
}
