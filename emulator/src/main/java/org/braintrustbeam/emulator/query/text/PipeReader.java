package org.braintrustbeam.emulator.query.text;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.braintrustbeam.emulator.api.ApiError;
import org.braintrustbeam.emulator.api.Limits;
import org.braintrustbeam.emulator.query.text.grammar.BtqlParser;

/** Makes a query of parsed BTQL: clauses of the form {@code name: …} in any order. */
final class PipeReader {
  private final ExprReader exprs = new ExprReader(false);
  private final Clauses clauses = new Clauses(exprs);
  private final QueryText query = new QueryText();
  private final Set<String> seen = new HashSet<>();

  QueryText read(BtqlParser.PipeContext pipe) {
    for (BtqlParser.ClauseContext clause : pipe.clause()) {
      String name = clause.getStart().getText().toLowerCase(Locale.ROOT);
      if (!seen.add(name)) {
        throw ApiError.invalidQuery("a second '" + name + "'");
      }
      read(clause);
    }
    if (seen.contains("select") && query.grouped()) {
      throw ApiError.invalidQuery("'select' beside 'dimensions' or 'measures'");
    }
    return query;
  }

  private void read(BtqlParser.ClauseContext clause) {
    switch (clause.getStart().getType()) {
      case BtqlParser.SELECT -> query.columns().addAll(items(clause));
      case BtqlParser.FROM -> query.source(clauses.source(clause.source(), clause.shape));
      case BtqlParser.FILTER -> query.filter(exprs.visit(clause.expr()));
      case BtqlParser.FINAL_FILTER -> query.finalFilter(exprs.visit(clause.expr()));
      case BtqlParser.DIMENSIONS -> dimensions(items(clause));
      case BtqlParser.MEASURES -> measures(items(clause));
      case BtqlParser.SORT -> query.sort().addAll(clauses.sort(clause.sortKeys()));
      case BtqlParser.LIMIT -> query.limit(Limits.check(clause.NUMBER().getText()));
      case BtqlParser.CURSOR -> query.cursor(exprs.quotes().read(clause.text()));
      case BtqlParser.PREVIEW_LENGTH ->
          query.previewLength(Integers.read(clause.integer().getText()));
      case BtqlParser.UNPIVOT -> clause.unpacked().forEach(this::unpivot);
      case BtqlParser.PIVOT -> query.pivot(new QueryText.Pivot(null, items(clause)));
      case BtqlParser.SAMPLE -> query.sample(sample(clause));
      default -> throw new IllegalStateException("the grammar has a clause that none reads");
    }
  }

  private List<QueryText.Item> items(BtqlParser.ClauseContext clause) {
    return clause.items().item().stream()
        .map(item -> clauses.item(item.cell(), item.name()))
        .toList();
  }

  /** They come first among the columns, wherever they are written. */
  private void dimensions(List<QueryText.Item> items) {
    query.markGrouped();
    items.forEach(item -> query.groupBy().add(item.expr()));
    query.columns().addAll(0, items);
  }

  private void measures(List<QueryText.Item> items) {
    query.markGrouped();
    query.columns().addAll(items);
  }

  private void unpivot(BtqlParser.UnpackedContext unpacked) {
    List<String> names = unpacked.name().stream().map(exprs.quotes()::read).toList();
    String key = names.size() == 1 ? null : names.get(0);
    Node of = exprs.visit(unpacked.expr());
    query.unpivots().add(new QueryText.Unpivot(of, key, names.get(names.size() - 1)));
  }

  /** {@code 10%}, {@code 0.1} or {@code 100}, and {@code seed 7} behind it. */
  private static QueryText.Sample sample(BtqlParser.ClauseContext clause) {
    double amount = Double.parseDouble(clause.NUMBER().getText());
    boolean percent = clause.percent != null;
    boolean share = percent || amount < 1;
    long seed = clause.integer() == null ? 0 : Integers.read(clause.integer().getText());
    return Samples.of(percent ? amount / 100 : amount, share, seed);
  }
}
