package org.braintrustbeam.emulator.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.braintrustbeam.emulator.json.RawObject;
import org.jspecify.annotations.Nullable;

/** The answers given lately, in memory. */
public final class AnswerCache {
  public static final Duration LONGEST = Duration.ofDays(7);
  private static final int MAX_ENTRIES = 10_000;

  private final Clock clock;

  @SuppressWarnings("serial") // never serialized; the bound needs a class of its own
  private final Map<String, Entry> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
          return size() > MAX_ENTRIES;
        }
      };

  public AnswerCache(Clock clock) {
    this.clock = clock;
  }

  public synchronized @Nullable RawObject get(String key) {
    Entry entry = entries.get(key);
    return entry == null || entry.expires().isBefore(clock.instant()) ? null : entry.answer();
  }

  public synchronized void put(String key, RawObject answer, Duration lifetime) {
    entries.put(key, new Entry(answer, clock.instant().plus(lifetime)));
  }

  private record Entry(RawObject answer, Instant expires) {}
}
