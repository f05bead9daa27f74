package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where the rows of an object lie, in as few questions as it can: each is a look at all
 * rows for the service.
 *
 * <p>The first one is about even parts of the object. Each answer says how many rows there are
 * between edges, and between which keys these rows really lie; only where a part has far too many
 * is there a second one, about the inside of such parts, and a third for large objects.
 */
final class KeyCensus {
  /** Counts rows between edges; parts without rows are left out, the others in their order. */
  interface Counter {
    /**
     * For each of some sets of rows its parts.
     *
     * @param range where to count; what is outside is not counted
     * @param edges ascending keys, each the last one of a part
     */
    List<List<KeyPart>> count(KeyRange range, List<String> edges);
  }

  /** As many parts as an answer is likely to have room for, whatever number of sets. */
  static final int MAX_EDGES = 300;

  /** Fewer rows are read faster than asked about. */
  static final long WORTH_ASKING = 4L * PageSize.MAX;

  /** More questions cost more than uneven parts do. */
  private static final int MAX_QUESTIONS = 3;

  /** The third would be a request too many for a read of fewer rows than that. */
  private static final long LARGE = 19_500;

  /** A part that is a larger share of the rows holds up the others of a read. */
  private static final int SHARE = 40;

  /** The same before the last question, which is for rows that lie very unevenly. */
  private static final int LAST_SHARE = 16;

  private final Counter counter;

  KeyCensus(Counter counter) {
    this.counter = counter;
  }

  /**
   * Where the rows are.
   *
   * @param extent the first and the last key of all, and how many; null if unknown
   * @return for each set its parts
   */
  List<List<KeyPart>> take(@Nullable KeyPart extent) {
    List<List<KeyPart>> sets = counter.count(KeyRange.ALL, grid(extent));
    long rows = sets.stream().mapToLong(KeyCensus::rows).sum();
    int most = rows < LARGE ? MAX_QUESTIONS - 1 : MAX_QUESTIONS;
    for (int asked = extent == null ? 0 : 1; asked < most; asked++) {
      List<KeyPart> large = large(sets, asked == MAX_QUESTIONS - 1 ? LAST_SHARE : SHARE);
      if (large.isEmpty()) {
        break;
      }
      sets = refined(sets, large);
    }
    return sets;
  }

  private static List<String> grid(@Nullable KeyPart extent) {
    return extent == null
        ? List.of()
        : KeyGrid.inside(List.of(extent), Math.max(1, extent.rows() / MAX_EDGES));
  }

  /** Parts that ought to be smaller, and can be. */
  private static List<KeyPart> large(List<List<KeyPart>> sets, int share) {
    List<KeyPart> large = new ArrayList<>();
    for (List<KeyPart> parts : sets) {
      long limit = Math.max(PageSize.MAX, rows(parts) / share);
      parts.stream()
          .filter(part -> part.rows() > limit && !part.first().equals(part.last()))
          .forEach(large::add);
    }
    return large;
  }

  /** Asks about the keys of the large parts, and of whatever lies between. */
  private List<List<KeyPart>> refined(List<List<KeyPart>> sets, List<KeyPart> large) {
    KeySpan span = KeySpan.around(large).grownTo(sets);
    List<KeyPart> within = sets.stream().flatMap(List::stream).filter(span::touches).toList();
    long share = Math.max(1, rows(within) * 5 / 4 / MAX_EDGES);
    List<List<KeyPart>> answer = counter.count(span.range(), KeyGrid.inside(within, share));
    List<List<KeyPart>> refined = new ArrayList<>();
    for (int set = 0; set < sets.size(); set++) {
      refined.add(span.replace(sets.get(set), answer.get(set)));
    }
    return refined;
  }

  private static long rows(List<KeyPart> parts) {
    return parts.stream().mapToLong(KeyPart::rows).sum();
  }
}
