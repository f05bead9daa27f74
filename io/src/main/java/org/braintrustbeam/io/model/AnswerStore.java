package org.braintrustbeam.io.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.braintrustbeam.io.braintrust.BraintrustException;
import org.braintrustbeam.io.files.SharedFolder;
import org.braintrustbeam.io.http.DaemonThreads;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers in the folder of a run, for all threads of this process.
 *
 * <p>Answers that come while others are being written are written together after them, so forcing
 * them to the disk costs little however many there are a second.
 */
final class AnswerStore {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerStore.class);
  private static final Executor THREADS = DaemonThreads.pool("braintrust-answers");

  /** By path: a folder that is marked anew is that of the next run. */
  private static final Map<String, AnswerStore> OPEN = new ConcurrentHashMap<>();

  private final SharedFolder folder;
  private final AnswerDisk disk;
  private final AnswerIndex index = new AnswerIndex();
  private final Object files = new Object();
  private List<Kept> waiting = new ArrayList<>();
  private boolean writing;

  AnswerStore(SharedFolder folder) {
    this.folder = folder;
    this.disk = AnswerDisk.of(folder);
  }

  /**
   * The store of this folder, with all that lies in it.
   *
   * @throws IOException if this process does not see the launcher's folder, or cannot read it
   */
  static AnswerStore of(SharedFolder folder) throws IOException {
    folder.verify();
    return OPEN.compute(
        folder.path(),
        (path, open) ->
            open != null && open.folder.equals(folder) ? open : new AnswerStore(folder));
  }

  /** Reads what has come into the folder since. */
  void refresh() throws IOException {
    synchronized (files) {
      long[] damaged = {0};
      disk.scan(
          (line, place) -> {
            String digest = AnswerLine.digest(line);
            if (digest == null) {
              damaged[0]++;
            } else {
              add(digest, place);
            }
          });
      if (damaged[0] > 0) {
        LOG.warn("{} answers in the run's folder are damaged and not used", damaged[0]);
      }
    }
  }

  private synchronized void add(String digest, long place) {
    boolean unusedFirst = index.add(digest, place);
  }

  /** The answer to a request, as a reused one; null if there is none. */
  @Nullable ChatAnswer find(String digest) {
    long place;
    synchronized (this) {
      place = index.find(digest);
    }
    if (place == AnswerIndex.NONE) {
      return null;
    }
    try {
      byte[] line = disk.line(place);
      return digest.equals(AnswerLine.digest(line)) ? AnswerLine.answer(line) : null;
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  private BraintrustException failed(String what, Throwable e) {
    return new BraintrustException(
        "cannot " + what + " the answers kept in " + folder.path() + ": " + e.getMessage(), e);
  }

  /** An answer that waits for the disk. */
  private record Kept(ChatAnswer answer, CompletableFuture<ChatAnswer> whenKept) {}

  /**
   * Keeps an answer.
   *
   * @return the answer, once it is on the disk and can be found, or a {@link BraintrustException}
   */
  CompletableFuture<ChatAnswer> keep(ChatAnswer answer) {
    Kept kept = new Kept(answer, new CompletableFuture<>());
    synchronized (this) {
      waiting.add(kept);
      if (!writing) {
        writing = true;
        THREADS.execute(this::writeAll);
      }
    }
    return kept.whenKept();
  }

  private void writeAll() {
    for (List<Kept> next = next(); !next.isEmpty(); next = next()) {
      write(next);
    }
  }

  private List<Kept> next() {
    collect();
    synchronized (this) {
      List<Kept> all = waiting;
      waiting = new ArrayList<>();
      writing = !all.isEmpty();
      return all;
    }
  }

  private void collect() {
    try {
      Thread.sleep(disk.collectMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // then they are written at once
    }
  }

  private void write(List<Kept> batch) {
    try {
      List<Long> places =
          disk.append(
              batch.stream().map(kept -> AnswerLine.of(kept.answer(), folder.marker())).toList());
      for (int i = 0; i < batch.size(); i++) {
        add(batch.get(i).answer().digest(), places.get(i));
      }
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      batch.forEach(kept -> kept.whenKept().completeExceptionally(failed("add to", e)));
      return;
    }
    batch.forEach(kept -> kept.whenKept().complete(kept.answer()));
  }
}
