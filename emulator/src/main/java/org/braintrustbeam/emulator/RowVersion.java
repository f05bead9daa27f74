package org.braintrustbeam.emulator;

/**
 * One version of a row as it is stored and answered: the body is its JSON, empty for a deletion.
 */
final class RowVersion {
  private final VersionKey name;
  private final byte[] body;

  RowVersion(VersionKey name, byte[] body) {
    this.name = name;
    this.body = body;
  }

  VersionKey name() {
    return name;
  }

  byte[] body() {
    return body;
  }

  boolean deleted() {
    return body.length == 0;
  }

  long key() {
    return name.key();
  }

  long xact() {
    return name.xact();
  }
}
