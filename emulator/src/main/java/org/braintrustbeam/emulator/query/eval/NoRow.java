package org.braintrustbeam.emulator.query.eval;

import org.braintrustbeam.emulator.json.Json;

/** Stands for a group that no row is in: all columns are null. */
public enum NoRow implements QueryRow {
  INSTANCE;

  @Override
  public byte[] column(String name) {
    return Json.NULL;
  }
}
