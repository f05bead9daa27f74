package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.sf.jsqlparser.expression.ArrayConstructor;
import net.sf.jsqlparser.expression.ArrayExpression;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.RowGetExpression;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.schema.Column;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.jspecify.annotations.Nullable;

/** Reads column names with the dots and brackets that follow them. */
final class PathReader {
  private PathReader() {}

  /** Null if the expression is no path. */
  static @Nullable ColumnPath read(Expression sql) {
    if (sql instanceof Column column) {
      return column(column);
    }
    if (sql instanceof ArrayExpression array) {
      ColumnPath inner = read(array.getObjExpression());
      Unsupported.refuse(array.getIndexExpression() == null, "An array slice");
      return inner == null ? null : inner.step(subscript(array.getIndexExpression()));
    }
    if (sql instanceof RowGetExpression member) {
      ColumnPath inner = read(member.getExpression());
      return inner == null ? null : inner.step(unquote(member.getColumnName()));
    }
    return null;
  }

  private static ColumnPath column(Column column) {
    List<String> names = new ArrayList<>();
    if (column.getTable() != null) {
      names.addAll(column.getTable().getNameParts());
      Collections.reverse(names); // the parser lists them innermost first
    }
    names.add(column.getColumnName());
    ColumnPath path = new ColumnPath(unquote(names.get(0)), List.of());
    for (String name : names.subList(1, names.size())) {
      path = path.step(unquote(name));
    }
    ArrayConstructor brackets = column.getArrayConstructor();
    if (brackets != null) {
      Unsupported.refuse(brackets.getExpressions().size() != 1, "'" + column + "'");
      path = path.step(subscript(brackets.getExpressions().get(0)));
    }
    return path;
  }

  private static Object subscript(Expression index) {
    if (index instanceof StringValue name) {
      return name.getNotExcapedValue();
    }
    boolean negative = index instanceof SignedExpression;
    Expression digits = index instanceof SignedExpression signed ? signed.getExpression() : index;
    if (!(digits instanceof LongValue number) || number.getValue() > Integer.MAX_VALUE) {
      throw Unsupported.construct("The subscript [" + index + "]");
    }
    return negative ? (Object) (int) -number.getValue() : (Object) (int) number.getValue();
  }

  private static String unquote(@Nullable String name) {
    if (name == null || name.isEmpty()) { // as in a..b
      throw ApiError.invalidQuery("a path with a name left out");
    }
    char first = name.charAt(0);
    if (name.length() < 2 || (first != '"' && first != '`')) {
      return name;
    }
    String quote = String.valueOf(first);
    return name.substring(1, name.length() - 1).replace(quote + quote, quote);
  }
}
