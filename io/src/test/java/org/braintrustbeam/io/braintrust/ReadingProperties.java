package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;

class ReadingProperties {

  /** Keys in memory; pages are of any size up to a limit, short ones too. */
  private static final class FakePages implements KeyedPages {
    private final NavigableSet<String> keys;
    private final int limit;
    private final @Nullable String lastKey;

    FakePages(NavigableSet<String> keys, int limit, @Nullable String lastKey) {
      this.keys = keys;
      this.limit = limit;
      this.lastKey = lastKey;
    }

    @Override
    public KeyedPage page(KeyRange range) {
      NavigableSet<String> in = keys;
      if (range.after() != null) {
        in = in.tailSet(range.after(), false);
      }
      if (range.upTo() != null) {
        in = in.headSet(range.upTo(), true);
      }
      int size = 1 + Math.floorMod(range.hashCode(), limit);
      List<String> page = in.stream().limit(size).toList();
      boolean last = page.size() == in.size() && range.hashCode() % 2 == 0;
      String lastKey = page.isEmpty() ? null : page.get(page.size() - 1);
      return new KeyedPage(
          new Page(page.stream().map(ReadingProperties::row).toList(), List.of(), lastKey, null),
          last);
    }

    @Override
    public @Nullable String lastKey() {
      return lastKey;
    }
  }

  private static RowVersion row(String key) {
    return new RowVersion(new RowKey("d", key), 1, false, RawJson.EMPTY_OBJECT);
  }

  private static String key(long number) {
    return String.format(Locale.ROOT, "p%s", zeros(Long.toUnsignedString(number)));
  }

  private static String zeros(String digits) {
    return "0".repeat(20 - digits.length()) + digits;
  }

  private static List<String> read(KeyedRead read, int threads) throws InterruptedException {
    List<String> rows = new ArrayList<>();
    ParallelPages.read(
        List.of(read::start),
        threads,
        page -> page.rows().forEach(row -> rows.add(row.key().rowId())));
    return rows.stream().sorted().toList();
  }

  /** Keys over the whole of the 64 bits, and keys close to one another. */
  @Provide
  Arbitrary<List<Long>> numbers() {
    Arbitrary<Long> near = Arbitraries.longs().between(0, 300).map(n -> 7_646_395_560_572L + n);
    Arbitrary<Long> any = Arbitraries.longs();
    return Arbitraries.oneOf(near, any).list().ofMaxSize(150);
  }

  @Property(tries = 300)
  void everyKeyIsReadExactlyOnce(
      @ForAll("numbers") List<Long> numbers,
      @ForAll @IntRange(min = 1, max = 9) int limit,
      @ForAll @IntRange(min = -1, max = 40_000) int count,
      @ForAll @IntRange(min = 1, max = 6) int threads)
      throws InterruptedException {
    NavigableSet<String> keys = new TreeSet<>();
    numbers.forEach(number -> keys.add(key(number)));
    FakePages pages = new FakePages(keys, limit, keys.isEmpty() ? null : keys.last());

    List<String> rows = read(new KeyedRead(pages, "dataset d", count), threads);

    assertThat(rows, equalTo(List.copyOf(keys)));
  }

  @Property(tries = 100)
  void aLastKeyThatIsOutOfDateLosesNothing(
      @ForAll("numbers") List<Long> numbers, @ForAll long stale) throws InterruptedException {
    NavigableSet<String> keys = new TreeSet<>();
    numbers.forEach(number -> keys.add(key(number)));

    List<String> rows = read(new KeyedRead(new FakePages(keys, 5, key(stale)), "d", 40_000), 4);

    assertThat(rows, equalTo(List.copyOf(keys)));
  }

  @Example
  void keysOfAnotherFormAreReadInOneRange() throws InterruptedException {
    NavigableSet<String> keys = new TreeSet<>(List.of("a", "b", "c", "d"));

    List<String> rows = read(new KeyedRead(new FakePages(keys, 2, "d"), "d", -1), 4);

    assertThat(rows, equalTo(List.copyOf(keys)));
  }

  @Example
  void aPageThatComesAgainIsAnError() {
    Page page = new Page(List.of(row("x")), List.of(), key(5), "cursor");
    KeyedPages pages =
        new KeyedPages() {
          @Override
          public KeyedPage page(KeyRange range) {
            return new KeyedPage(page, false);
          }

          @Override
          public @Nullable String lastKey() {
            return key(9);
          }
        };

    BraintrustException e =
        assertThrows(
            BraintrustException.class, () -> read(new KeyedRead(pages, "dataset d", 10), 2));

    assertThat(e.getMessage(), equalTo("the service repeats a page of dataset d after " + key(5)));
  }

  @Property
  void rangesTouchAndCoverEverything(
      @ForAll long first, @ForAll long last, @ForAll @IntRange(min = -1, max = 99_999) int rows) {
    KeyRange rest = new KeyRange(key(first), null);

    List<KeyRange> ranges = KeyRanges.cut(rest, key(last), rows);

    String edge = rest.after();
    for (KeyRange range : ranges) {
      assertThat(range.after(), equalTo(edge));
      edge = range.upTo();
    }
    assertThat(edge, equalTo(null));
    assertThat(ranges.size() <= KeyRanges.MAX_RANGES, equalTo(true));
  }
}
