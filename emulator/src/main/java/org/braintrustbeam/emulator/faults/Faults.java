package org.braintrustbeam.emulator.faults;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.braintrustbeam.emulator.json.Json;
import org.braintrustbeam.emulator.json.RawArray;
import org.braintrustbeam.emulator.json.RawObject;

/**
 * The switchboard: which faults are on, and what has happened since they were set.
 *
 * <p>A fault is a text, {@code KIND:name=value,name=value}; {@code docs/emulator.md} lists the
 * kinds and settings. The first one given is the outermost: it sees a call first and the answer
 * last. Safe for use by many threads.
 */
public final class Faults {
  /** Routes that are made up must not fill the memory. */
  private static final int MAX_ROUTES = 1_000;

  private static final String OTHERS = "others";

  private final Surroundings surroundings;
  private volatile State state = new State(0, List.of());

  public Faults(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What is on, and the counts since then. */
  private record State(long seed, List<ActiveFault> active, Map<String, LongAdder> requests) {
    State(long seed, List<ActiveFault> active) {
      this(seed, active, new ConcurrentHashMap<>());
    }
  }

  /**
   * Switches these faults on and all others off; all counts start anew.
   *
   * @param seed of every choice by chance; the same one makes the same choices
   * @throws IllegalArgumentException if one cannot be read, and then nothing has changed
   */
  public void set(long seed, List<String> specs) {
    List<ActiveFault> active = new ArrayList<>();
    for (String text : specs) {
      FaultSpec spec = FaultSpec.parse(text);
      long own = 31 * seed + active.size(); // two faults alike are to strike at different calls
      active.add(FaultKind.of(spec).activate(spec, own, surroundings));
    }
    state = new State(seed, List.copyOf(active));
  }

  /**
   * Refuses what {@link #set} would refuse.
   *
   * @throws IllegalArgumentException naming the fault, the setting and what is allowed
   */
  public static void check(List<String> specs) {
    new Faults(new NoSurroundings()).set(0, specs);
  }

  /** Switches all off; all counts start anew. */
  public void clear() {
    set(0, List.of());
  }

  /** How many requests came since the faults were set, by route; ids are {@code {id}}. */
  public Map<String, Long> requests() {
    Map<String, Long> counts = new TreeMap<>();
    state.requests().forEach((route, count) -> counts.put(route, count.sum()));
    return counts;
  }

  /** How many calls each fault has disturbed, in the order in which they were given. */
  public List<Long> struck() {
    return state.active().stream().map(ActiveFault::struck).toList();
  }

  /** What faults have noticed, e.g. a key at the second port of a redirect. */
  public List<String> notes() {
    return state.active().stream().flatMap(fault -> fault.notes().stream()).toList();
  }

  /** All of it as JSON: {@code {seed, faults: [{fault, seen, struck}], requests, notes}}. */
  public byte[] report() {
    State now = state;
    RawObject requests = new RawObject();
    requests().forEach((route, count) -> requests.put(route, Json.utf8(Long.toString(count))));
    return new RawObject()
        .put("seed", Json.utf8(Long.toString(now.seed())))
        .put("faults", RawArray.of(now.active().stream().map(ActiveFault::report).toList()))
        .put("requests", requests.toBytes())
        .put("notes", RawArray.of(notes().stream().map(Json::string).toList()))
        .toBytes();
  }

  boolean isOff() {
    return state.active().isEmpty();
  }

  void count(String method, String path) {
    Map<String, LongAdder> requests = state.requests();
    String route = Routes.of(method, path);
    boolean full = requests.size() >= MAX_ROUTES && !requests.containsKey(route);
    requests.computeIfAbsent(full ? OTHERS : route, key -> new LongAdder()).increment();
  }

  Answer on(Call call, Fault.Service service) throws IOException {
    return chain(state.active(), service).answer(call);
  }

  private static Fault.Service chain(List<ActiveFault> faults, Fault.Service service) {
    if (faults.isEmpty()) {
      return service;
    }
    Fault.Service rest = chain(faults.subList(1, faults.size()), service);
    return call -> faults.get(0).on(call, rest);
  }
}
