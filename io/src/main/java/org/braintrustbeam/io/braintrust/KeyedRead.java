package org.braintrustbeam.io.braintrust;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.braintrustbeam.io.braintrust.KeyedPages.KeyedPage;
import org.braintrustbeam.io.braintrust.Work.Step;

/**
 * Reads an object, or a stretch of it, by ranges of keys that can be cut again between two pages.
 *
 * <p>Of an object of which nothing is known the first page comes alone: it is all of a small one,
 * and the first key of a large one. What is left of a large one lies before its last key, and is
 * taken to be spread evenly until it shows otherwise.
 */
final class KeyedRead {
  /** Enough to keep the default of 16 reads in flight. */
  private static final int GUESSED_PAGES = 32;

  private final KeyedPages pages;
  private final String about;
  private final int pageRows;
  private final Cutter cutter;
  private final AtomicLong left;

  /**
   * Of these pages.
   *
   * @param about the object, for messages
   * @param rowCount of the object or the stretch; -1 if unknown
   */
  KeyedRead(KeyedPages pages, String about, long rowCount, int pageRows, Allowance allowance) {
    this.pages = pages;
    this.about = about;
    this.pageRows = pageRows;
    this.cutter = new Cutter(pageRows, allowance);
    this.left = new AtomicLong(rowCount);
  }

  /**
   * The first page of the whole object, and the way to the others.
   *
   * @throws NoPaginationKeyException if there are others and no key to find them by
   */
  Step start() {
    long rowCount = left.get();
    KeyedPage first = pages.page(KeyRange.ALL);
    if (isEnd(KeyRange.ALL, first)) {
      return Step.end(first.page());
    }
    KeyRange rest = rest(KeyRange.ALL, first.page(), about);
    long most = rowCount < 0 ? (long) GUESSED_PAGES * pageRows : rowCount - first.page().size();
    left.set(Math.max(0, most));
    boolean many = rowCount < 0 ? isLarge(first.page()) : rowCount >= KeyCensus.WORTH_ASKING;
    Work next = many ? Work.first(() -> spread(rest)) : read(new Stretch(rest));
    return Step.then(first.page(), next);
  }

  /**
   * Where the count is not known, a first page that is nowhere near full is likely all there is.
   */
  private boolean isLarge(Page first) {
    return first.size() >= pageRows / 2;
  }

  private Step spread(KeyRange rest) {
    String first = rest.after();
    String last = pages.lastKey();
    Stretch all = new Stretch(rest);
    if (first != null && last != null && first.compareTo(last) < 0) {
      all = all.withRest(first, last, left.get());
    }
    return new Step(null, List.of(read(all)));
  }

  /** A stretch, which may be cut. */
  Work read(Stretch stretch) {
    return new Work() {
      @Override
      public Step run() {
        return page(stretch);
      }

      @Override
      public long rows() {
        return stretch.rows();
      }

      @Override
      public List<Work> cut(int pieces) {
        return cutter.cut(stretch, pieces).stream().map(KeyedRead.this::read).toList();
      }
    };
  }

  private Step page(Stretch stretch) {
    KeyedPage page = pages.page(stretch.range());
    left.addAndGet(-page.page().size());
    if (isEnd(stretch.range(), page)) {
      return Step.end(page.page());
    }
    KeyRange rest = rest(stretch.range(), page.page(), about);
    Stretch next = stretch.afterPage(rest, page.page().size());
    return Step.then(page.page(), read(corrected(next)));
  }

  /**
   * A guess that has proved too low gives way to the most that can be: what is left of the object.
   */
  private Stretch corrected(Stretch rest) {
    if (!rest.guessed() || rest.parts().isEmpty() || rest.rows() >= pageRows) {
      return rest;
    }
    List<KeyPart> parts = rest.parts();
    String end = parts.get(parts.size() - 1).last();
    return rest.withRest(parts.get(0).first(), end, Math.max(pageRows, left.get()));
  }

  /** Whether there is nothing left of the range after this page. */
  static boolean isEnd(KeyRange range, KeyedPage page) {
    String last = page.page().lastKey();
    return page.last() || page.page().size() == 0 || (last != null && range.endsAt(last));
  }

  /** What is left of the range after this page, which is not the last one. */
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
