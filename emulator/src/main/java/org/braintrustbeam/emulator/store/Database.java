package org.braintrustbeam.emulator.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.braintrustbeam.emulator.json.Json;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/**
 * The file that everything is kept in.
 *
 * <p>Nothing reaches the file but by {@link #commit}, so that a process killed in the middle of a
 * write leaves none of it behind. Writers hold this object's lock from the first change to the
 * commit; readers need no lock, they name the transaction that they read at.
 */
public final class Database implements AutoCloseable {
  private static final String FILE = "braintrust-emulator.mv.db";
  private static final int CACHE_MEGABYTES = 64;
  private static final int COMMITS_PER_COMPACTION = 256;
  private static final int LIVE_PERCENT = 50;
  private static final int COMPACTION_BYTES = 4 << 20;
  private static final byte[] LAST_XACT = Json.utf8("last_xact");

  private final Path folder;
  private final MVStore store;
  private final MVMap<byte[], byte[]> meta;
  private final TransactionClock clock;
  private int commits;

  /** The newest transaction whose rows readers may see. */
  private volatile long head;

  private Database(Path folder, MVStore store) {
    this.folder = folder;
    this.store = store;
    this.meta = map("meta");
    byte[] last = meta.get(LAST_XACT);
    this.head = last == null ? 0 : Keys.number(last);
    this.clock = new TransactionClock(head);
  }

  public static Database open(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new Database(
        folder,
        new MVStore.Builder()
            .fileName(folder.resolve(FILE).toString())
            .cacheSize(CACHE_MEGABYTES)
            .autoCommitDisabled()
            .open());
  }

  /** Where the file lies; other files of the server may lie beside it. */
  public Path folder() {
    return folder;
  }

  public MVMap<byte[], byte[]> map(String name) {
    return store.openMap(
        name,
        new MVMap.Builder<byte[], byte[]>()
            .keyType(ByteArrayDataType.INSTANCE)
            .valueType(ByteArrayDataType.INSTANCE));
  }

  public TransactionClock clock() {
    return clock;
  }

  public long head() {
    return head;
  }

  /** Writes all changes to the file, and lets readers see the transactions given out so far. */
  public synchronized void commit() {
    meta.put(LAST_XACT, Keys.number(clock.last()));
    store.commit();
    head = clock.last();
    if (++commits % COMMITS_PER_COMPACTION == 0) {
      store.compact(LIVE_PERCENT, COMPACTION_BYTES);
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
