package org.braintrustbeam.emulator.query;

import java.util.Iterator;
import org.braintrustbeam.emulator.query.eval.Expr;
import org.braintrustbeam.emulator.store.LookAhead;
import org.jspecify.annotations.Nullable;

/** The rows of one object that match. */
final class SpanUnits extends LookAhead<PageUnit> {
  private final Iterator<? extends PageRow> rows;
  private final @Nullable Expr where;

  SpanUnits(Iterator<? extends PageRow> rows, @Nullable Expr where) {
    this.rows = rows;
    this.where = where;
  }

  @Override
  protected @Nullable PageUnit find() {
    while (rows.hasNext()) {
      PageRow row = rows.next();
      if (where == null || where.holds(row)) {
        return PageUnit.of(row);
      }
    }
    return null;
  }
}
