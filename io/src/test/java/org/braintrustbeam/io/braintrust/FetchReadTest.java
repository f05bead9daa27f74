package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FetchReadTest {
  private final Map<@Nullable String, Page> pages = new HashMap<>();

  private void page(@Nullable String cursor, @Nullable String next, String... ids) {
    List<RowVersion> rows = new ArrayList<>();
    for (String id : ids) {
      rows.add(new RowVersion(new RowKey("d", id), 1, false, RawJson.EMPTY_OBJECT));
    }
    pages.put(cursor, new Page(rows, List.of(), null, next));
  }

  private List<String> read() throws InterruptedException {
    List<String> ids = new ArrayList<>();
    FetchRead read =
        new FetchRead(
            cursor -> {
              Page page = pages.get(cursor);
              if (page == null) {
                throw new IllegalStateException("nobody gave the cursor " + cursor);
              }
              return page;
            },
            "dataset d");
    ParallelPages.read(
        List.of(read::start),
        new Semaphore(3),
        page -> page.rows().forEach(row -> ids.add(row.key().rowId())));
    return ids;
  }

  @Test
  void aShortPageIsNotTheEnd() throws InterruptedException {
    page(null, "a+/", "r1");
    page("a+/", "b", "r2", "r3");
    page("b", null, "r4");

    assertThat(read(), contains("r1", "r2", "r3", "r4"));
  }

  @Test
  void anEmptyPageIsTheEndWhateverItsCursor() throws InterruptedException {
    page(null, "a", "r1");
    page("a", "b");

    assertThat(read(), contains("r1"));
  }

  @Test
  void aRepeatedCursorIsAnError() {
    page(null, "a", "r1");
    page("a", "b", "r2");
    page("b", "a", "r3");

    BraintrustException e = assertThrows(BraintrustException.class, this::read);

    assertThat(
        e.getMessage(),
        equalTo("the service repeats a cursor of dataset d; try again, or with --read-mode query"));
  }
}
