package org.braintrustbeam.emulator.store;

/** Names one version of a row: the number in its {@code _pagination_key}, and the transaction. */
public record VersionKey(long key, long xact) {}
