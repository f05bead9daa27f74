package org.braintrustbeam.emulator.query.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.braintrustbeam.emulator.api.Unsupported;
import org.braintrustbeam.emulator.query.text.grammar.BtqlParser;
import org.jspecify.annotations.Nullable;

/** Reads what SQL and BTQL write alike inside of their clauses. */
record Clauses(ExprReader exprs) {

  QueryText.Item item(BtqlParser.CellContext cell, @Nullable ParserRuleContext alias) {
    String name = alias == null ? null : exprs.quotes().read(alias);
    return new QueryText.Item(name, exprs.visit(cell));
  }

  List<QueryText.SortKey> sort(BtqlParser.SortKeysContext keys) {
    return keys.sortKey().stream()
        .map(key -> new QueryText.SortKey(exprs.visit(key.expr()), key.DESC() != null))
        .toList();
  }

  /** {@code experiment('id', …)}; a shape in the brackets is SQL's, one behind them BTQL's. */
  QueryText.Source source(BtqlParser.SourceContext source, @Nullable ParserRuleContext behind) {
    String kind = source.word().getText().toLowerCase(Locale.ROOT);
    Unsupported.refuse(source.getStop() == source.getStart(), "FROM " + kind);
    List<String> objects = new ArrayList<>();
    String shape = behind == null ? null : behind.getText().toLowerCase(Locale.ROOT);
    for (BtqlParser.ArgumentContext argument : source.argument()) {
      if (argument.SHAPE() != null) {
        shape = exprs.quotes().read(argument.text());
      } else {
        objects.add(object(exprs.visit(argument.expr())));
      }
    }
    return new QueryText.Source(kind, objects, shape);
  }

  private static String object(Node argument) {
    if (argument instanceof Node.Literal literal && literal.isText()) {
      return literal.text();
    }
    throw Unsupported.construct("The argument " + argument.print() + " of FROM");
  }
}
