package org.braintrustbeam.emulator.query.text;

/** The operators, with the symbol they are printed with and their name in the JSON notation. */
public enum Op {
  AND("AND", "and"),
  OR("OR", "or"),
  NOT("NOT", "not"),
  EQ("=", "eq"),
  NE("!=", "ne"),
  LT("<", "lt"),
  LE("<=", "le"),
  GT(">", "gt"),
  GE(">=", "ge"),
  /** Equality in which null equals null. */
  SAME("<=>", "is"),
  DIFFERENT("<!=>", "isnot"),
  IN("IN", "in"),
  /** Value, lower and upper bound: one node, for two comparisons would repeat the value. */
  BETWEEN("BETWEEN", "between"),
  LIKE("LIKE", "like"),
  ILIKE("ILIKE", "ilike"),
  MATCH("MATCH", "match"),
  INCLUDES("INCLUDES", "includes"),
  IS_NULL("IS NULL", "isnull"),
  IS_NOT_NULL("IS NOT NULL", "isnotnull"),
  IS_TRUE("IS TRUE", "istrue"),
  IS_FALSE("IS FALSE", "isfalse"),
  ADD("+", "add"),
  SUB("-", "sub"),
  MUL("*", "mul"),
  DIV("/", "div"),
  MOD("%", "mod"),
  NEG("-", "neg"),
  CONCAT("||", "concat"),
  /** Condition, value if true, value otherwise. */
  IF("?", "if");

  private final String symbol;
  private final String json;

  Op(String symbol, String json) {
    this.symbol = symbol;
    this.json = json;
  }

  String symbol() {
    return symbol;
  }

  String json() {
    return json;
  }
}
