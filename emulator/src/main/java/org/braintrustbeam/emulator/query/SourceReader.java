package org.braintrustbeam.emulator.query;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.Function;
import net.sf.jsqlparser.expression.OracleNamedFunctionParameter;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.statement.select.FromItem;
import net.sf.jsqlparser.statement.select.TableFunction;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.catalog.Catalog;
import org.braintrustbeam.emulator.rows.RowTarget;
import org.braintrustbeam.emulator.rows.RowType;
import org.jspecify.annotations.Nullable;

/** Reads {@code FROM experiment('id')} and its like. */
final class SourceReader {
  private static final Set<String> SOURCES = Set.of("experiment", "dataset", "project_logs");

  private SourceReader() {}

  static List<RowTarget> read(@Nullable FromItem from, Catalog catalog) {
    if (!(from instanceof TableFunction table) || table.getFunction() == null) {
      throw Unsupported.construct("FROM '" + from + "'");
    }
    Unsupported.refuse(table.getAlias() != null, "A table alias");
    Unsupported.refuse(table.getPivot() != null, "PIVOT");
    Unsupported.refuse(table.getUnPivot() != null, "UNPIVOT");
    Unsupported.refuse(
        !table.toString().equals(table.getFunction().toString()), "FROM '" + table + "'");
    return targets(table.getFunction(), catalog);
  }

  private static List<RowTarget> targets(Function function, Catalog catalog) {
    String source = function.getName().toLowerCase(Locale.ROOT);
    Unsupported.refuse(!SOURCES.contains(source), "FROM " + function.getName() + "(…)");
    PlainFunctions.refuseDecorations(function);
    Map<Integer, RowTarget> targets = new LinkedHashMap<>();
    if (function.getParameters() != null) {
      for (Expression arg : function.getParameters()) {
        if (arg instanceof OracleNamedFunctionParameter named) {
          checkShape(named);
        } else {
          RowTarget target = RowTarget.of(catalog, RowType.of(source), id(arg));
          targets.put(target.number(), target);
        }
      }
    }
    if (targets.isEmpty()) {
      throw ApiError.invalidQuery("FROM " + source + "() names no object");
    }
    return List.copyOf(targets.values());
  }

  private static String id(Expression arg) {
    if (arg instanceof StringValue id) {
      return id.getNotExcapedValue();
    }
    throw Unsupported.construct("The argument '" + arg + "' of FROM");
  }

  private static void checkShape(OracleNamedFunctionParameter named) {
    boolean spans =
        named.getName().equalsIgnoreCase("shape")
            && named.getExpression() instanceof StringValue shape
            && shape.getValue().equals("spans");
    Unsupported.refuse(!spans, "'" + named + "'");
  }
}
