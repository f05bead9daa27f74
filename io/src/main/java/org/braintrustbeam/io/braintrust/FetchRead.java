package org.braintrustbeam.io.braintrust;

import java.util.HashSet;
import java.util.Set;
import org.braintrustbeam.io.braintrust.Work.Step;
import org.jspecify.annotations.Nullable;

/** Reads an object page after page with the service's cursor. */
final class FetchRead {
  /** Rows after a cursor; null for the first ones. */
  interface CursorPages {
    Page page(@Nullable String cursor);
  }

  private final CursorPages pages;
  private final String about;
  private final Set<String> seen = new HashSet<>();

  FetchRead(CursorPages pages, String about) {
    this.pages = pages;
    this.about = about;
  }

  /** Of an object over HTTP. */
  static FetchRead of(Api api, ObjectSnapshot object, String step, int pageRows) {
    PageSize size = new PageSize(pageRows);
    CursorPages pages =
        cursor ->
            size.ask(
                rows ->
                    api.fetch(
                        object.type(),
                        object.id(),
                        rows,
                        cursor,
                        object.version(),
                        PageSize.patience(rows),
                        reply -> {
                          size.saw(rows, reply.body().length);
                          return PageScanner.scan(step, object.id(), reply);
                        }));
    return new FetchRead(pages, QueryPages.about(object));
  }

  /** The first page, and the way to the others. */
  Step start() {
    return read(null);
  }

  /** Pages follow one another, so {@code seen} needs no lock: the executor orders them. */
  private Step read(@Nullable String cursor) {
    Page page = pages.page(cursor);
    String next = page.cursor();
    if (page.size() == 0 || next == null) {
      return Step.end(page);
    }
    if (!seen.add(next)) {
      throw new BraintrustException(
          "the service repeats a cursor of " + about + "; try again, or with --read-mode query");
    }
    return Step.then(page, () -> read(next));
  }
}
