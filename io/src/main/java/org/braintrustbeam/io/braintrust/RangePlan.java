package org.braintrustbeam.io.braintrust;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which ranges of an object to read side by side.
 *
 * <p>The last page of a range is seldom full, and what it lacks adds up to more requests. So edges
 * are taken where the rows between them about fill their pages. Of all ways to put neighbouring
 * parts together, it is the one with the fewest pages, of ranges no longer than some limit; and the
 * limit is the least that keeps to the number of ranges and of requests.
 *
 * @param ranges in the order of their keys; together they are everything
 * @param pages requests that they take
 * @param longest requests that one of them takes at most
 * @param left how many more are allowed
 */
record RangePlan(List<Stretch> ranges, long pages, long longest, long left) {
  /** So many ranges, and one more for as many pages. */
  private static final int RANGES = 10;

  /** More than there are ranges: of as many pages the fewest ranges are the best. */
  private static final long PAGE = 1L << 20;

  /** Of counted parts, in pages of so many rows, with so many requests to spare. */
  static RangePlan of(List<KeyPart> parts, int pageRows, long spare) {
    return new Search(parts, pageRows).plan(spare);
  }

  /** Looks for it. */
  private static final class Search {
    private final List<KeyPart> parts;
    private final int pageRows;
    private final long[] before;

    Search(List<KeyPart> parts, int pageRows) {
      this.parts = parts;
      this.pageRows = pageRows;
      this.before = new long[parts.size() + 1];
      for (int i = 0; i < parts.size(); i++) {
        before[i + 1] = before[i] + parts.get(i).rows();
      }
    }

    RangePlan plan(long spare) {
      long fewest = pages(0, parts.size());
      long most = RANGES + fewest / RANGES;
      for (long length = 1 + (fewest - 1) / most; length < fewest; length++) {
        List<Integer> ends = ends(length);
        if (ends.size() <= most && pages(ends) <= fewest + spare) {
          return plan(ends, fewest + spare);
        }
      }
      return plan(List.of(parts.size()), fewest + spare);
    }

    private RangePlan plan(List<Integer> ends, long allowed) {
      List<Stretch> ranges = ranges(ends);
      long longest = ranges.stream().mapToLong(range -> pages(range.rows())).max().orElse(1);
      return new RangePlan(ranges, pages(ends), longest, allowed - pages(ends));
    }

    private long pages(long rows) {
      return (rows + pageRows - 1) / pageRows;
    }

    private long pages(int from, int to) {
      return pages(before[to] - before[from]);
    }

    private long pages(List<Integer> ends) {
      long pages = 0;
      int from = 0;
      for (int end : ends) {
        pages += pages(from, end);
        from = end;
      }
      return pages;
    }

    /** The best ends for ranges of at most so many pages; a part that has more is one. */
    private List<Integer> ends(long length) {
      long[] cost = new long[before.length];
      int[] start = new int[before.length];
      for (int to = 1; to < before.length; to++) {
        cost[to] = Long.MAX_VALUE;
        for (int from = to - 1; from >= 0; from--) {
          long pages = pages(from, to);
          if (pages > length && from < to - 1) {
            break;
          }
          long total = cost[from] + pages * PAGE + 1;
          if (total < cost[to]) {
            cost[to] = total;
            start[to] = from;
          }
        }
      }
      Deque<Integer> ends = new ArrayDeque<>();
      for (int to = parts.size(); to > 0; to = start[to]) {
        ends.addFirst(to);
      }
      return List.copyOf(ends);
    }

    private List<Stretch> ranges(List<Integer> ends) {
      List<Stretch> ranges = new ArrayList<>();
      @Nullable String after = null;
      int from = 0;
      for (int end : ends) {
        String upTo = end == parts.size() ? null : parts.get(end - 1).last();
        List<KeyPart> those = parts.subList(from, end);
        ranges.add(new Stretch(new KeyRange(after, upTo), those, false, 0));
        after = upTo;
        from = end;
      }
      return ranges;
    }
  }
}
