package org.braintrustbeam.io.braintrust;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The one place where values become SQL text; the service has no parameter binding. */
public final class SqlText {
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");

  private SqlText() {}

  /** A string literal. */
  public static String literal(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  /** String literals, separated by commas. */
  public static String literals(Collection<String> values) {
    return values.stream().map(SqlText::literal).collect(Collectors.joining(","));
  }

  /** An object as a source of rows. */
  public static String source(ObjectType type, String id) {
    return type.apiName() + "(" + literal(id) + ")";
  }

  /** A column's name, or a path of names. */
  static String column(String name) {
    if (!COLUMN.matcher(name).matches()) {
      throw new IllegalArgumentException("column must be names joined by dots, got '" + name + "'");
    }
    return name;
  }
}
