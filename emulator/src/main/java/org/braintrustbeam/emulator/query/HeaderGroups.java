package org.braintrustbeam.emulator.query;

import java.util.ArrayList;
import java.util.List;
import org.braintrustbeam.emulator.query.eval.Aggregate;
import org.braintrustbeam.emulator.query.eval.Expr;
import org.braintrustbeam.emulator.query.eval.RowClasses;
import org.braintrustbeam.emulator.store.HeaderColumns;
import org.braintrustbeam.emulator.store.LiveHeaders;
import org.braintrustbeam.emulator.store.RowStore;
import org.jspecify.annotations.Nullable;

/** Answers grouped queries that ask for headers only, without a look at the rows. */
final class HeaderGroups {
  private final Query query;
  private final HeaderColumns columns;
  private final RowClasses.Numbers numbers;

  private HeaderGroups(Query query, HeaderColumns columns, RowClasses.Numbers numbers) {
    this.query = query;
    this.columns = columns;
    this.numbers = numbers;
  }

  /** Null if the query asks for more than headers. */
  static @Nullable List<byte[]> answer(Query query, RowStore rows, long asOf) {
    RowClasses classes = new RowClasses();
    if (!fits(query, classes)) {
      return null;
    }
    HeaderColumns columns = rows.headers(query.from().get(0).number(), asOf);
    RowClasses.Numbers numbers = columns == null ? null : HeaderFilter.numbers(classes, columns);
    return columns == null || numbers == null
        ? null
        : new Groups(query).answer(new HeaderGroups(query, columns, numbers).tallies(asOf));
  }

  private static boolean fits(Query query, RowClasses classes) {
    return query.from().size() == 1
        && query.shape() == Shape.SPANS
        && !query.auditLog()
        && query.unpivots().isEmpty()
        && query.sample() == null
        && query.hints().ids() == null
        && query.hints().roots() == null
        && (query.where() == null || classes.fit(query.where()))
        && query.groupBy().stream().allMatch(classes::fit)
        && query.aggregates().stream().allMatch(one -> fits(one, classes));
  }

  /** Sums need each row, and so does the number of different keys. */
  private static boolean fits(Aggregate aggregate, RowClasses classes) {
    return switch (aggregate.kind()) {
      case SUM, AVG, PERCENTILE -> false;
      default ->
          RowClasses.isName(aggregate.arg()) ? !aggregate.distinct() : classes.fit(aggregate.arg());
    };
  }

  /** Of the classes that the filter lets in, in the order of their first rows. */
  private List<HeaderTally> tallies(long asOf) {
    List<HeaderTally> found = new ArrayList<>();
    HeaderTally[] all = new HeaderTally[(int) numbers.count()];
    LiveHeaders live =
        new LiveHeaders(columns, query.hints().keys(), query.pageOrder().descending(), asOf);
    for (int place = live.next(); place != LiveHeaders.END; place = live.next()) {
      int number = numbers.of(place);
      HeaderTally tally = all[number];
      if (tally == null) {
        tally = new HeaderTally(columns, place);
        all[number] = tally;
        if (holds(query.where(), place)) {
          found.add(tally);
        }
      }
      tally.add(place);
    }
    return found;
  }

  private boolean holds(@Nullable Expr where, int place) {
    return where == null || where.holds(new HeaderRow(columns, place));
  }
}
