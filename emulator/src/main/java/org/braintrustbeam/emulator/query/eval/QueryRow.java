package org.braintrustbeam.emulator.query.eval;

import org.braintrustbeam.emulator.api.Unsupported;

/** What an expression can see of a row, or of a group of rows. */
public interface QueryRow {
  /** A top-level field; JSON null where the row has none. */
  byte[] column(String name);

  /** The result of an aggregate over the group that this row stands for. */
  default byte[] aggregate(int slot) {
    throw new IllegalStateException("a single row has no aggregates");
  }

  /** Whether the condition holds for one of the spans of the row's trace. */
  default boolean anySpan(Expr condition) {
    throw Unsupported.construct("ANY_SPAN outside of the filter of traces and summaries");
  }
}
