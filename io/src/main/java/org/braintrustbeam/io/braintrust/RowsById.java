package org.braintrustbeam.io.braintrust;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.io.braintrust.KeyedPages.KeyedPage;
import org.braintrustbeam.io.row.MalformedJsonException;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowVersion;

/** Reads the rows of an object that have one of some ids; all of those can be read, or it fails. */
final class RowsById {
  private static final String STEP = "LookUpRows";

  private final Api api;
  private final List<String> columns;

  RowsById(Api api, List<String> columns) {
    this.api = api;
    this.columns = columns;
  }

  /** All rows with these ids; the cursor means nothing. */
  Page read(ObjectSnapshot object, Set<String> ids) {
    return object.readMode() == ReadMode.FETCH ? fetch(object, ids) : query(object, ids);
  }

  /** The ids in groups of a size. */
  static List<Set<String>> batches(Set<String> ids, int size) {
    List<Set<String>> batches = new ArrayList<>();
    Set<String> open = new LinkedHashSet<>();
    for (String id : ids) {
      open.add(id);
      if (open.size() == size) {
        batches.add(open);
        open = new LinkedHashSet<>();
      }
    }
    if (!open.isEmpty()) {
      batches.add(open);
    }
    return batches;
  }

  /** An answer may be short and have a cursor; when every id is there, that is all the same. */
  private Page query(ObjectSnapshot object, Set<String> ids) {
    String filter = "id IN (" + SqlText.literals(ids) + ")";
    QueryPages pages = new QueryPages(api, object, STEP, Selection.of(columns).where(filter));
    List<RowVersion> rows = new ArrayList<>();
    Set<String> missing = new HashSet<>(ids);
    KeyRange range = KeyRange.ALL;
    while (true) {
      KeyedPage page = pages.page(range);
      rows.addAll(page.page().rows());
      page.page().rejects().forEach(reject -> refuse(object, reject));
      page.page().rows().forEach(row -> missing.remove(row.key().rowId()));
      if (missing.isEmpty() || KeyedRead.isEnd(range, page)) {
        return new Page(rows, List.of(), null, null);
      }
      range = KeyedRead.rest(range, page.page(), QueryPages.about(object));
    }
  }

  /** To leave the row out would look as if it were not there, and have it written anew. */
  static void refuse(ObjectSnapshot object, Reject reject) {
    String id = rowId(reject);
    throw new BraintrustException(
        (id.isEmpty() ? "a row" : "row '" + id + "'")
            + " of "
            + QueryPages.about(object)
            + " cannot be read: "
            + reject.detail());
  }

  /** Empty if it has none. */
  private static String rowId(Reject reject) {
    try {
      String id = reject.row().field("id").text();
      return id == null ? "" : id;
    } catch (MalformedJsonException e) {
      return "";
    }
  }

  private Page fetch(ObjectSnapshot object, Set<String> ids) {
    List<RowVersion> rows = new ArrayList<>();
    Work work = FetchRead.of(api, object, STEP, PageSize.MAX)::start;
    while (work != null) {
      Work.Step step = work.run();
      if (step.page() != null) {
        step.page().rows().stream()
            .filter(row -> ids.contains(row.key().rowId()))
            .forEach(rows::add);
        step.page().rejects().stream()
            .filter(reject -> ids.contains(rowId(reject)))
            .forEach(reject -> refuse(object, reject));
      }
      work = step.next().isEmpty() ? null : step.next().get(0);
    }
    return new Page(rows, List.of(), null, null); // a row without an id is none of those asked for
  }
}
