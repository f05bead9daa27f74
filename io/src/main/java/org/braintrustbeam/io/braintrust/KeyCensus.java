package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds out where the rows of an object lie, in a few questions.
 *
 * <p>Each answer says how many rows there are between edges, and between which keys these rows
 * really lie, so that one more question leaves out all gaps: rows that were written within two
 * seconds of a year are told apart by the third.
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
  private static final int MAX_QUESTIONS = 4;

  /** Of fewer rows there are fewer requests to be saved: two questions are enough, or three. */
  private static final long SMALL = 25L * PageSize.MAX;

  private static final long MIDDLING = 100L * PageSize.MAX;

  /** A part that is larger holds up the others of a read. */
  private static final int SHARE = 48;

  private static final long MIN_ROWS = PageSize.MAX;
  private static final int PARTS_A_PAGE = 5;

  private final Counter counter;

  KeyCensus(Counter counter) {
    this.counter = counter;
  }

  /**
   * Where the rows are.
   *
   * @param grid edges for the first question
   * @return for each set its parts
   */
  List<List<KeyPart>> take(List<String> grid) {
    List<List<KeyPart>> sets = counter.count(KeyRange.ALL, grid);
    long rows = sets.stream().mapToLong(KeyCensus::rows).sum();
    int most =
        rows < SMALL ? MAX_QUESTIONS - 2 : rows < MIDDLING ? MAX_QUESTIONS - 1 : MAX_QUESTIONS;
    for (int asked = 1; asked < most; asked++) {
      List<KeyPart> large = large(sets);
      if (large.isEmpty()) {
        break;
      }
      sets = refined(sets, large);
    }
    return sets;
  }

  /** Parts that ought to be smaller, and can be. */
  private static List<KeyPart> large(List<List<KeyPart>> sets) {
    List<KeyPart> large = new ArrayList<>();
    for (List<KeyPart> parts : sets) {
      long limit = Math.max(MIN_ROWS, rows(parts) / SHARE);
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
    long share = Math.max(PageSize.MAX / PARTS_A_PAGE, rows(within) * 5 / 4 / MAX_EDGES);
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
