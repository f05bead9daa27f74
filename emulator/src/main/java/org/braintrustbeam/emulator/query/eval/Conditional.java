package org.braintrustbeam.emulator.query.eval;

import java.util.List;

/** Conditions, each with its value, and at the end the value if none of them holds. */
record Conditional(List<Expr> parts) implements Expr {
  @Override
  public ValueOrder order() {
    return parts.get(1).order();
  }

  @Override
  public byte[] of(QueryRow row) {
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      if (parts.get(i).holds(row)) {
        return parts.get(i + 1).of(row);
      }
    }
    return parts.get(parts.size() - 1).of(row);
  }
}
