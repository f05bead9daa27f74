package org.braintrustbeam.emulator.store;

/**
 * One version of a row as it is stored and answered: the body is its JSON, empty for a deletion.
 */
public final class RowVersion {
  private final VersionKey name;
  private final byte[] body;

  public RowVersion(VersionKey name, byte[] body) {
    this.name = name;
    this.body = body;
  }

  public VersionKey name() {
    return name;
  }

  public byte[] body() {
    return body;
  }

  public boolean deleted() {
    return body.length == 0;
  }

  public long key() {
    return name.key();
  }

  public long xact() {
    return name.xact();
  }
}
