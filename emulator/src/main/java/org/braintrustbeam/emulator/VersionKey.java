package org.braintrustbeam.emulator;

/** Names one version of a row: the number in its {@code _pagination_key}, and the transaction. */
record VersionKey(long key, long xact) {}
