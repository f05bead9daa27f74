package org.braintrustbeam.emulator.query;

/** What an expression can see of a row, or of a group of rows. */
interface QueryRow {
  /** A top-level field; JSON null where the row has none. */
  byte[] column(String name);

  byte[] aggregate(int slot);
}
