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
  private final GroupForce disk;

  /** The newest transaction whose rows readers may see. */
  private volatile long head;

  private Database(Path folder, MVStore store, GroupForce disk) {
    this.folder = folder;
    this.store = store;
    this.disk = disk;
    this.meta = map("meta");
    byte[] last = meta.get(LAST_XACT);
    this.head = last == null ? 0 : Keys.number(last);
    this.clock = new TransactionClock(head);
  }

  /** Opens the file in that folder; what is answered survives a power cut. */
  public static Database open(Path folder) throws IOException {
    MVStore store = store(folder);
    return new Database(folder, store, new GroupForce(store::sync));
  }

  /** The same for a folder that nobody will open again: nothing is forced to the disk. */
  public static Database openThrowAway(Path folder) throws IOException {
    return new Database(folder, store(folder), new GroupForce(() -> {}));
  }

  private static MVStore store(Path folder) throws IOException {
    Files.createDirectories(folder);
    return new MVStore.Builder()
        .fileName(folder.resolve(FILE).toString())
        .cacheSize(CACHE_MEGABYTES)
        .autoCommitDisabled()
        .open();
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

  /** Brings all changes to the disk; see {@link #write}. */
  public synchronized void commit() {
    force(write());
  }

  /**
   * Writes all changes to the file, and lets readers see the transactions given out so far. They
   * outlive this process then, but not the machine: hand the result to {@link #force} before you
   * answer, and give back the lock first, so that one force can serve several.
   *
   * @return the number of the commit
   */
  public synchronized long write() {
    meta.put(LAST_XACT, Keys.number(clock.last()));
    store.commit();
    head = clock.last();
    long commit = disk.written();
    if (commit % COMMITS_PER_COMPACTION == 0) {
      store.compact(LIVE_PERCENT, COMPACTION_BYTES);
    }
    return commit;
  }

  /** Returns once that commit is on the disk. */
  public void force(long commit) {
    disk.await(commit);
  }

  @Override
  public void close() {
    store.close();
  }
}
