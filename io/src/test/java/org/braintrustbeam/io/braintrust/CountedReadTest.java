package org.braintrustbeam.io.braintrust;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.Reject;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountedReadTest {
  private static boolean notAsked() {
    throw new AssertionError("asked");
  }

  private static final RowKey KEY = new RowKey("d", "r");
  private static final Page ROW =
      new Page(List.of(new RowVersion(KEY, 1, false, RawJson.NULL)), List.of(), null, null);
  private static final Page REJECT =
      new Page(
          List.of(),
          List.of(new Reject("s", Reject.Reason.MALFORMED, "bad", KEY, RawJson.NULL)),
          null,
          null);

  /** A read of these pages, the last ones side by side. */
  private static CountedRead read(long count, Page first, Page... others)
      throws InterruptedException {
    List<Work> next = new ArrayList<>();
    for (Page page : others) {
      next.add(() -> Work.Step.then(page, () -> new Work.Step(null, List.of())));
    }
    CountedRead read =
        new CountedRead(
            () -> new Work.Step(first, next),
            new ReadTask(
                new ObjectSnapshot(ObjectType.DATASET, "d", "7", count, ReadMode.QUERY),
                List.of(),
                0));
    List<Page> pages = new ArrayList<>();
    ParallelPages.read(List.of(read), new Semaphore(3), pages::add);
    assertThat(pages.size(), equalTo(others.length + 1));
    return read;
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 2, 3, 9})
  void anyRowIsEnoughForTheReadToStand(long count) throws InterruptedException {
    assertDoesNotThrow(() -> read(count, ROW, ROW, ROW).check(CountedReadTest::notAsked));
    assertDoesNotThrow(
        () ->
            read(count, new Page(List.of(), List.of(), null, null), ROW)
                .check(CountedReadTest::notAsked));
  }

  @Test
  void aBadRowIsARow() throws InterruptedException {
    assertDoesNotThrow(() -> read(1, REJECT).check(CountedReadTest::notAsked));
  }

  @Test
  void noRowAtAllIsNoRead() throws InterruptedException {
    Page none = new Page(List.of(), List.of(), null, null);

    BraintrustException e =
        assertThrows(
            BraintrustException.class, () -> read(5, none, none).check(CountedReadTest::notAsked));

    assertThat(e.getMessage(), equalTo("read no row of dataset d, which has 5"));
    assertDoesNotThrow(() -> read(0, none).check(CountedReadTest::notAsked));
    assertDoesNotThrow(() -> read(-1, none).check(CountedReadTest::notAsked));
  }

  @Test
  void aStretchMayBeEmptyWhereTheObjectIsNot() throws InterruptedException {
    Page none = new Page(List.of(), List.of(), null, null);
    Stretch stretch = new Stretch(KeyRange.ALL, List.of(new KeyPart("a", "b", 5)), false, 0);
    CountedRead read =
        new CountedRead(
            () -> Work.Step.end(none),
            new ReadTask(
                new ObjectSnapshot(ObjectType.DATASET, "d", "7", 9, ReadMode.QUERY),
                List.of(stretch),
                0));
    ParallelPages.read(List.of(read), new Semaphore(1), page -> {});

    assertDoesNotThrow(() -> read.check(() -> true));
    BraintrustException e = assertThrows(BraintrustException.class, () -> read.check(() -> false));
    assertThat(e.getMessage(), equalTo("read no row of dataset d, which has 5"));
  }
}
