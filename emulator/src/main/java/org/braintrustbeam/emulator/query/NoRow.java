package org.braintrustbeam.emulator.query;

import org.braintrustbeam.emulator.json.Json;

/** Stands for a group that no row is in: all columns are null. */
enum NoRow implements QueryRow {
  INSTANCE;

  @Override
  public byte[] column(String name) {
    return Json.NULL;
  }

  @Override
  public byte[] aggregate(int slot) {
    throw new IllegalStateException("a row has no aggregates");
  }
}
