package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

class ReadingProperties {
  /** Login, project, experiment, version; and the page that shows that there are no scores. */
  private static final int BEFORE = 5;

  private static List<String> sorted(long[] keys) {
    return Arrays.stream(keys).sorted().distinct().mapToObj(SimulatedRead::key).toList();
  }

  /** A plane of small pages whose last key is what a test says. */
  private static final class SmallPages implements KeyedPages {
    private final List<String> keys;
    private final @Nullable String lastKey;

    SmallPages(List<String> keys, @Nullable String lastKey) {
      this.keys = keys;
      this.lastKey = lastKey;
    }

    @Override
    public KeyedPage page(KeyRange range) {
      String after = range.after();
      String upTo = range.upTo();
      List<String> in =
          keys.stream()
              .filter(key -> after == null || key.compareTo(after) > 0)
              .filter(key -> upTo == null || key.compareTo(upTo) <= 0)
              .toList();
      List<String> page = in.subList(0, Math.min(in.size(), 1 + Math.floorMod(in.hashCode(), 5)));
      String last = page.isEmpty() ? null : page.get(page.size() - 1);
      List<RowVersion> rows = page.stream().map(ReadingProperties::row).toList();
      return new KeyedPage(
          new Page(rows, List.of(), last, null),
          page.size() == in.size() && in.hashCode() % 2 == 0);
    }

    @Override
    public @Nullable String lastKey() {
      return lastKey;
    }
  }

  private static RowVersion row(String key) {
    return new RowVersion(new RowKey("d", key), 1, false, RawJson.EMPTY_OBJECT);
  }

  private static KeyedRead keyed(KeyedPages pages, long count) {
    return new KeyedRead(pages, "dataset d", count, 5, new Allowance(20));
  }

  private static List<String> read(List<Work> works) throws InterruptedException {
    List<String> rows = new ArrayList<>();
    ParallelPages.read(
        works, new Semaphore(4), page -> page.rows().forEach(row -> rows.add(row.key().rowId())));
    return rows.stream().sorted().toList();
  }

  /** Keys of any number, and keys close to one another. */
  @Provide
  Arbitrary<long[]> keys() {
    Arbitrary<Long> near = Arbitraries.longs().between(0, 300).map(n -> 7_646_395_560_572L + n);
    Arbitrary<Long> any = Arbitraries.longs().between(1, Long.MAX_VALUE - 1);
    return Arbitraries.oneOf(near, any).array(long[].class).ofMaxSize(150);
  }

  @Property(tries = 200)
  void everyKeyOfAnUnknownObjectIsReadExactlyOnceWhateverItsLastKey(
      @ForAll("keys") long[] keys,
      @ForAll @LongRange(min = 1) long last,
      @ForAll @IntRange(min = -1, max = 40_000) int count)
      throws InterruptedException {
    List<String> all = sorted(keys);

    KeyedRead read = keyed(new SmallPages(all, SimulatedRead.key(last)), count);

    assertThat(read(List.of(read::start)), equalTo(all));
  }

  @Property(tries = 200)
  void everyKeyIsReadExactlyOnceWhateverWasCounted(
      @ForAll("keys") long[] keys, @ForAll("keys") long[] others, @ForAll Random random)
      throws InterruptedException {
    List<String> all = sorted(keys);
    List<KeyPart> wrong =
        sorted(others).stream().map(key -> new KeyPart(key, key, random.nextInt(2_000))).toList();
    long count = wrong.stream().mapToLong(KeyPart::rows).sum();
    ObjectSnapshot object =
        new ObjectSnapshot(ObjectType.DATASET, "d", "7", count, ReadMode.QUERY, null, wrong);
    KeyedRead read = keyed(new SmallPages(all, null), count);

    List<Work> works = new ArrayList<>();
    for (ReadTask task : ReadTask.of(object, 5)) {
      works.addAll(
          task.stretches().isEmpty()
              ? List.of(read::start)
              : task.stretches().stream().map(read::read).toList());
    }

    assertThat(read(works), equalTo(all));
  }

  @Property(tries = 40)
  void everyKeyIsReadExactlyOnceFromAServiceOfShortPages(
      @ForAll KeyShapes shape,
      @ForAll @IntRange(min = 1, max = 25_000) int rows,
      @ForAll boolean counts,
      @ForAll @LongRange(min = 0, max = 999) long seed) {
    long[] keys = shape.keys(rows, new Random(seed));
    SimulatedRead read = new SimulatedRead(keys, seed, true);

    read.read(read.snapshot(counts), 3);

    assertThat(read.rows.stream().sorted().toList(), equalTo(sorted(keys)));
  }

  @Property(tries = 60)
  void aReadKeepsToItsBudgetHoweverTheRowsCame(
      @ForAll KeyShapes shape,
      @ForAll @IntRange(min = 1, max = 120_000) int rows,
      @ForAll @LongRange(min = 0, max = 999) long seed) {
    long[] keys = shape.keys(rows, new Random(seed));
    SimulatedRead read = new SimulatedRead(keys, seed, false);

    read.read(read.snapshot(true), 3);

    assertThat(read.rows.size(), equalTo(sorted(keys).size()));
    assertThat(
        BEFORE + read.questions + read.requests + 0.0,
        lessThanOrEqualTo(rows / 1_000.0 * 1.05 + 10));
  }

  @Example
  void aReadTakesAboutTheBestTimeHoweverTheRowsCame() {
    for (int rows : new int[] {20_000, 100_000, 300_000, 1_000_000}) {
      double ideal = rows / 1_000.0 / SimulatedRead.PLACES;
      for (KeyShapes shape : KeyShapes.values()) {
        SimulatedRead read = new SimulatedRead(shape.keys(rows, new Random(rows)), rows, false);

        read.read(read.snapshot(true), 3);

        boolean ugly = shape == KeyShapes.TAIL || shape == KeyShapes.LUMP;
        String what = shape.name() + " of " + rows;
        assertThat(what, read.time, lessThanOrEqualTo(ugly ? 1.6 * ideal + 5 : 1.25 * ideal + 3));
        assertThat(
            what,
            BEFORE + read.questions + read.requests + 0.0,
            lessThanOrEqualTo(rows / 1_000.0 * 1.05 + 10));
      }
    }
  }

  @Property(tries = 60)
  void aReadIsQuickWhateverNumberOfBundlesRunsAtATime(
      @ForAll KeyShapes shape,
      @ForAll @IntRange(min = 21_000, max = 60_000) int rows,
      @ForAll @IntRange(min = 3, max = 20) int bundles,
      @ForAll @LongRange(min = 0, max = 999) long seed) {
    SimulatedRead read = new SimulatedRead(shape.keys(rows, new Random(seed)), seed, false);

    read.read(read.snapshot(true), bundles);

    assertThat(read.time, lessThanOrEqualTo(1.6 * rows / 1_000 / SimulatedRead.PLACES + 5));
  }

  @Property(tries = 60)
  void rowsThatLieEvenlyAreKnownByOneQuestion(
      @ForAll @IntRange(min = 4_100, max = 120_000) int rows,
      @ForAll @LongRange(min = 0, max = 999) long seed) {
    for (KeyShapes shape : List.of(KeyShapes.UNIFORM, KeyShapes.STEADY, KeyShapes.ONCE)) {
      SimulatedRead read = new SimulatedRead(shape.keys(rows, new Random(seed)), seed, false);

      read.snapshot(true);

      assertThat(shape.name(), read.questions, equalTo(1));
    }
  }

  @Example
  void keysOfAnotherFormAreReadInOneRange() throws InterruptedException {
    List<String> keys = List.of("a", "b", "c", "d");
    KeyedRead read = keyed(new SmallPages(keys, "d"), -1);

    assertThat(read(List.of(read::start)), equalTo(keys));
  }

  @Example
  void aPageThatComesAgainIsAnError() {
    Page page = new Page(List.of(row("x")), List.of(), SimulatedRead.key(5), "cursor");
    KeyedPages pages =
        new KeyedPages() {
          @Override
          public KeyedPage page(KeyRange range) {
            return new KeyedPage(page, false);
          }

          @Override
          public @Nullable String lastKey() {
            return SimulatedRead.key(9);
          }
        };

    BraintrustException e =
        assertThrows(BraintrustException.class, () -> read(List.of(keyed(pages, 10)::start)));

    assertThat(
        e.getMessage(),
        equalTo("the service repeats a page of dataset d after " + SimulatedRead.key(5)));
  }
}
