package org.braintrustbeam.io.braintrust;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

/**
 * A read of rows in memory in a time that is only counted: each request takes about 1, and bundles
 * are run as a runner does.
 */
final class SimulatedRead {
  static final int PLACES = 16;

  private final long[] keys;
  private final Random random;
  private final boolean shortPages;
  final List<String> rows = new ArrayList<>();
  int requests;
  int questions;
  double time;

  /** Of rows with these keys; a service whose pages are short now and then, or never. */
  SimulatedRead(long[] keys, long seed, boolean shortPages) {
    this.keys = Arrays.stream(keys).sorted().distinct().toArray();
    this.random = new Random(seed);
    this.shortPages = shortPages;
  }

  static String key(long number) {
    return Keys.key(java.math.BigInteger.valueOf(number));
  }

  private static long number(String key) {
    return Keys.number(key).longValueExact();
  }

  /** How many keys are not greater. */
  private int upTo(@Nullable String key, int otherwise) {
    if (key == null) {
      return otherwise;
    }
    int place = Arrays.binarySearch(keys, number(key));
    return place < 0 ? -place - 1 : place + 1;
  }

  /** The snapshot, with where the rows lie as far as the service says. */
  ObjectSnapshot snapshot(boolean counts) {
    long xact = keys.length == 0 ? 0 : keys[keys.length - 1] >>> 32;
    String version = Long.toString((0x0DE1L << 48) | (xact << 16));
    ObjectSnapshot object =
        new ObjectSnapshot(ObjectType.DATASET, "d", version, keys.length, ReadMode.QUERY);
    if (!counts || keys.length < KeyCensus.WORTH_ASKING) {
      return object;
    }
    KeyPart extent = new KeyPart(key(keys[0]), key(keys[keys.length - 1]), keys.length);
    List<KeyPart> parts = new KeyCensus(this::count).take(extent).get(0);
    return object.with(keys.length, parts);
  }

  private List<List<KeyPart>> count(KeyRange range, List<String> edges) {
    questions++;
    List<KeyPart> parts = new ArrayList<>();
    int from = upTo(range.after(), 0);
    int end = upTo(range.upTo(), keys.length);
    for (int i = 0; i <= edges.size(); i++) {
      int to = i == edges.size() ? end : Math.min(end, upTo(edges.get(i), end));
      if (to > from) {
        parts.add(new KeyPart(key(keys[from]), key(keys[to - 1]), to - from));
        from = to;
      }
    }
    return List.of(parts);
  }

  /** Reads all in so many bundles at a time. */
  SimulatedRead read(ObjectSnapshot object, int bundles) {
    new Run(new ArrayDeque<>(ReadTask.of(object, PageSize.MAX))).run(bundles);
    return this;
  }

  private final class Pages implements KeyedPages {
    @Override
    public KeyedPage page(KeyRange range) {
      requests++;
      int from = upTo(range.after(), 0);
      int end = upTo(range.upTo(), keys.length);
      int most = shortPages && random.nextInt(4) == 0 ? 1 + random.nextInt(999) : PageSize.MAX;
      int to = Math.min(end, from + most);
      List<RowVersion> page = new ArrayList<>();
      for (int i = from; i < to; i++) {
        page.add(new RowVersion(new RowKey("d", key(keys[i])), 1, false, RawJson.EMPTY_OBJECT));
      }
      String last = from < to ? key(keys[to - 1]) : null;
      return new KeyedPage(new Page(page, List.of(), last, "cursor"), false);
    }

    @Override
    public @Nullable String lastKey() {
      requests++;
      return keys.length == 0 ? null : key(keys[keys.length - 1]);
    }
  }

  private record Arrival(double at, int order, Bundle bundle, Work work, Work.Step step) {}

  private static final class Bundle {
    final Backlog backlog = new Backlog();
    int inFlight;
  }

  private final class Run {
    private final Deque<ReadTask> tasks;
    private final Deque<Bundle> active = new ArrayDeque<>();
    private final PriorityQueue<Arrival> arrivals =
        new PriorityQueue<>(
            Comparator.comparingDouble(Arrival::at).thenComparingInt(Arrival::order));
    private int free = PLACES;
    private int order;

    Run(Deque<ReadTask> tasks) {
      this.tasks = tasks;
    }

    void run(int bundles) {
      start(bundles);
      while (!arrivals.isEmpty()) {
        Arrival arrival = arrivals.remove();
        time = arrival.at();
        free++;
        Bundle bundle = arrival.bundle();
        bundle.inFlight--;
        bundle.backlog.done(arrival.work(), arrival.step());
        if (arrival.step().page() != null) {
          arrival.step().page().rows().forEach(row -> rows.add(row.key().rowId()));
        }
        active.stream().filter(other -> other.inFlight == 0).forEach(other -> submit(other, 1));
        submit(bundle, PLACES);
        active.removeIf(other -> other.inFlight == 0 && other.backlog.isEmpty());
        start(bundles);
      }
    }

    private void start(int bundles) {
      while (active.size() < bundles && !tasks.isEmpty()) {
        Bundle bundle = new Bundle();
        bundle.backlog.add(works(tasks.remove()));
        active.add(bundle);
        submit(bundle, PLACES);
      }
    }

    private List<Work> works(ReadTask task) {
      KeyedRead read =
          new KeyedRead(
              new Pages(), "dataset d", task.rows(), PageSize.MAX, new Allowance(task.allowance()));
      return task.stretches().isEmpty()
          ? List.of(Work.first(read::start))
          : task.stretches().stream().map(read::read).toList();
    }

    private void submit(Bundle bundle, int most) {
      for (int i = 0; i < most && free > 0 && !bundle.backlog.isEmpty(); i++) {
        free--;
        bundle.inFlight++;
        Work work = bundle.backlog.next(free);
        double took = 0.9 + 0.2 * random.nextDouble();
        arrivals.add(new Arrival(time + took, order++, bundle, work, work.run()));
      }
    }
  }
}
