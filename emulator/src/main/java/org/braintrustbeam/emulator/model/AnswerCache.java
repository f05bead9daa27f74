package org.braintrustbeam.emulator.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.braintrustbeam.emulator.json.RawObject;
import org.braintrustbeam.emulator.json.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The answers given lately, in memory, up to a number of bytes. Requests are known by their hash:
 * one can be as long as a book.
 */
public final class AnswerCache {
  public static final Duration LONGEST = Duration.ofDays(7);

  private static final long MAX_BYTES = 32L << 20;

  /** What an entry takes beside the answer, about. */
  private static final int ENTRY_BYTES = 300;

  private final Clock clock;
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  public AnswerCache(Clock clock) {
    this.clock = clock;
  }

  public synchronized @Nullable RawObject get(String request) {
    Entry entry = entries.get(Sha256.hex(request));
    return entry == null || entry.expires().isBefore(clock.instant())
        ? null
        : entry.answer().copy();
  }

  /** Keeps the answer; those that were not asked for the longest time make room for it. */
  public synchronized void put(String request, RawObject answer, Duration lifetime) {
    int size = answer.toBytes().length + ENTRY_BYTES;
    Entry entry = new Entry(answer, size, clock.instant().plus(lifetime));
    Entry earlier = entries.put(Sha256.hex(request), entry);
    bytes += entry.bytes() - (earlier == null ? 0 : earlier.bytes());
    Iterator<Entry> eldest = entries.values().iterator();
    while (bytes > MAX_BYTES) {
      bytes -= eldest.next().bytes();
      eldest.remove();
    }
  }

  private record Entry(RawObject answer, int bytes, Instant expires) {}
}
