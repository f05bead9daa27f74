package org.braintrustbeam.io.braintrust;

import java.util.List;
import org.braintrustbeam.io.braintrust.KeyedPages.KeyedPage;
import org.braintrustbeam.io.braintrust.Work.Step;

/**
 * Reads an object by ranges of keys.
 *
 * <p>The first page comes alone: it is all of a small object, and the first key of a large one.
 * What is left of a large one is cut into ranges up to its last key.
 */
final class KeyedRead {
  private final KeyedPages pages;
  private final String about;
  private final long rowCount;

  /** Of these pages; {@code rowCount} is -1 if unknown. */
  KeyedRead(KeyedPages pages, String about, long rowCount) {
    this.pages = pages;
    this.about = about;
    this.rowCount = rowCount;
  }

  /**
   * The first page, and the way to the others.
   *
   * @throws NoPaginationKeyException if there are others and no key to find them by
   */
  Step start() {
    KeyedPage first = pages.page(KeyRange.ALL);
    if (isEnd(KeyRange.ALL, first)) {
      return Step.end(first.page());
    }
    KeyRange rest = rest(KeyRange.ALL, first.page(), about);
    long left = rowCount < 0 ? -1 : Math.max(0, rowCount - first.page().size());
    boolean many = rowCount < 0 ? isLarge(first.page()) : KeyRanges.worthCutting(rowCount);
    return Step.then(first.page(), many ? () -> cut(rest, left) : () -> read(rest));
  }

  /**
   * Where the count is not known, a first page that is nowhere near full is likely all there is.
   */
  private static boolean isLarge(Page first) {
    return first.size() >= KeyRanges.MIN_ROWS / 2;
  }

  private Step cut(KeyRange rest, long rows) {
    List<KeyRange> ranges = KeyRanges.cut(rest, pages.lastKey(), rows);
    return new Step(null, ranges.stream().<Work>map(range -> () -> read(range)).toList());
  }

  private Step read(KeyRange range) {
    KeyedPage page = pages.page(range);
    if (isEnd(range, page)) {
      return Step.end(page.page());
    }
    KeyRange rest = rest(range, page.page(), about);
    return Step.then(page.page(), () -> read(rest));
  }

  /** Whether there is nothing left of the range after this page. */
  static boolean isEnd(KeyRange range, KeyedPage page) {
    String last = page.page().lastKey();
    return page.last() || page.page().size() == 0 || (last != null && range.endsAt(last));
  }

  /** What is left of the range after this page. */
  static KeyRange rest(KeyRange range, Page page, String about) {
    String last = page.lastKey();
    if (last == null) {
      throw new NoPaginationKeyException(about);
    }
    if (range.after() != null && last.compareTo(range.after()) <= 0) {
      throw new BraintrustException("the service repeats a page of " + about + " after " + last);
    }
    return range.after(last);
  }
}
