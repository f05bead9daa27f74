package org.braintrustbeam.io.braintrust;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.braintrustbeam.io.braintrust.FakeService.answering;
import static org.braintrustbeam.io.braintrust.FakeService.ok;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import okio.Buffer;
import org.braintrustbeam.io.braintrust.HttpCall.Patience;
import org.braintrustbeam.io.http.BodyReader;
import org.braintrustbeam.io.http.BodyTooLargeException;
import org.braintrustbeam.io.row.Reject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are meant to, or just happen to, take more than there is. */
class BombsTest {
  private static final int MIB = 1 << 20;

  private static Page query(BraintrustClient client) {
    return client
        .api(new Tally())
        .query("SELECT 1", null, "", Patience.FULL, reply -> PageScanner.scan("t", "d", reply));
  }

  private static String row(String id, String expected) {
    return "{\"id\":\"%s\",\"_xact_id\":\"7\",\"_pagination_key\":\"p%s\",\"expected\":%s}"
        .formatted(id, id, expected);
  }

  private static String page(String... rows) {
    return "{\"data\":[" + String.join(",", rows) + "],\"cursor\":null}";
  }

  private static byte[] gzip(int unpacked) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] blanks = new byte[MIB];
    Arrays.fill(blanks, (byte) ' ');
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < unpacked / MIB; i++) {
        out.write(blanks);
      }
    }
    return packed.toByteArray();
  }

  private static String deep(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEEP", "{\"score\":NaN}", "[\"\\x\"]", "[\"\u0001\"]", "{1:2}"})
  void aRowThatCannotBeReadIsRefusedAndTheOthersLiveOn(String bad) {
    String value = bad.equals("DEEP") ? deep(2_000_000) : bad;
    String body = page(row("1", "1.10"), row("9", value), row("2", "[]"));
    try (FakeService service = answering(ok(body))) {
      Page page = query(service.client());

      assertThat(
          page.rows().stream().map(row -> row.json().toString()).toList(),
          equalTo(List.of(row("1", "1.10"), row("2", "[]"))));
      assertThat(page.rejects(), hasSize(1));
      Reject reject = page.rejects().get(0);
      assertThat(reject.reason(), equalTo(Reject.Reason.MALFORMED));
      assertThat(reject.row().size(), equalTo(row("9", value).length()));
      assertThat(page.lastKey(), equalTo("p9")); // or the next page would begin with it
      assertThat(service.requests, hasSize(2));
    }
  }

  @Test
  void theWayOnIsReadAsItWasSent() {
    String broken = page(row("\\u0031/é", "[NaN]")).replace("null}", "\"a\\/b\\u003dé\"}");
    try (FakeService service = answering(ok(broken))) {
      Page page = query(service.client());

      assertThat(page.rejects(), hasSize(1));
      assertThat(page.cursor(), equalTo("a/b=é"));
      assertThat(page.lastKey(), equalTo("p1/é"));
    }
  }

  /** Without its closing quotes, two rows cannot be told from one. */
  @Test
  void aPageWithTwoRowsThatLookLikeOneIsNotTheLast() {
    String broken = page(row("1", "{\"a\":\"x}"), row("2", "{\"a\":\"y}"), row("3", "1"));
    ObjectSnapshot object = new ObjectSnapshot(ObjectType.DATASET, "d", null, -1, ReadMode.QUERY);
    Selection three = new Selection(List.of(), List.of(), null, 3, false);
    try (FakeService service = answering(ok(broken))) {
      Api api = service.client().api(new Tally());

      KeyedPages.KeyedPage page = new QueryPages(api, object, "t", three).page(KeyRange.ALL);

      assertThat(page.page().rows(), hasSize(1));
      assertThat(page.page().rejects(), hasSize(1));
      assertThat(page.page().lastKey(), equalTo("p3"));
      assertThat(page.last(), equalTo(false));
    }
  }

  @Test
  void aBrokenBodyThatIsWholeTheNextTimeIsReadAsUsual() {
    String body = page(row("1", "1"), row("2", "[1]"));
    try (FakeService service =
        answering(ok(body.replace("[1]", "[NaN]")), ok(body.replace("[1]", "[ N]")), ok(body))) {
      Page page = query(service.client());

      assertThat(page.rows(), hasSize(2));
      assertThat(service.requests, hasSize(3));
    }
  }

  @Test
  void aBrokenAnswerIsAskedForTwiceAndAPageForPeopleUntilTheEnd() {
    try (FakeService broken = answering(ok("{\"data\":[{\"id\":\"r1\""));
        FakeService starting = answering(ok("<html>back soon</html>"))) {
      assertThrows(RefusedException.class, () -> query(broken.client()));
      assertThrows(RefusedException.class, () -> query(starting.client()));

      assertThat(broken.requests, hasSize(2));
      assertThat(starting.requests, hasSize(4));
    }
  }

  @Test
  void aRowOfTheLargestSizeThereIsComesThrough() {
    String large = '"' + "x".repeat(20_000_000) + '"';
    try (FakeService service = answering(ok(page(row("1", large), row("2", "1"))))) {
      Page page = query(service.client());

      assertThat(page.rows(), hasSize(2));
      assertThat(page.rows().get(0).json().size(), equalTo(row("1", large).length()));
    }
  }

  /** Counts what is taken out of it, and never ends. */
  private static final class Endless extends InputStream {
    private long taken;

    @Override
    public int read() {
      taken++;
      return ' ';
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
      taken += length;
      Arrays.fill(bytes, from, from + length, (byte) ' ');
      return length;
    }
  }

  @Test
  void nothingIsReadPastTheLimit() {
    Endless endless = new Endless();

    assertThrows(
        BodyTooLargeException.class, () -> BodyReader.read(endless, 5 * MIB, Duration.ZERO));

    assertThat(endless.taken, lessThan(5L * MIB + 20_000));
  }

  @Test
  void ofAnErrorOnlyTheStartIsRead() throws IOException {
    Endless endless = new Endless();

    assertThat(BodyReader.readStart(endless).length, equalTo(1 << 16));
    assertThat(endless.taken, lessThan(100_000L));
  }

  @Test
  void aLongBodyWaitsForAnotherAndNotForEver() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(new byte[MIB])) {
          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            if (read < 0) {
              begun.countDown();
              await(end);
            }
            return read;
          }
        };
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() -> length(slow, Duration.ZERO));
    assertThat(begun.await(10, TimeUnit.SECONDS), equalTo(true));

    assertThat(
        length(new ByteArrayInputStream(new byte[100_000]), Duration.ZERO), equalTo(100_000));
    assertThrows(
        SocketTimeoutException.class,
        () -> BodyReader.read(new Endless(), MIB, Duration.ofMillis(50)));
    end.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS), equalTo(MIB));
    assertThrows(
        BodyTooLargeException.class, () -> BodyReader.read(new Endless(), MIB, Duration.ZERO));
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static int length(InputStream in, Duration patience) {
    try {
      return BodyReader.read(in, MIB, patience).length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatUnpacksToGigabytesIsNotUnpacked() throws IOException {
    byte[] part = gzip(64 * MIB); // 10 GiB in 160 parts
    InputStream bomb =
        new SequenceInputStream(
            Collections.enumeration(
                Collections.nCopies(160, part).stream().map(ByteArrayInputStream::new).toList()));

    assertThrows(BodyTooLargeException.class, () -> BodyReader.read(bomb, 16 * MIB, Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSmallHeapIsEnoughToRefuse(boolean declared) throws Exception {
    byte[] bomb = gzip(300 * MIB);
    MockResponse.Builder answer = new MockResponse.Builder().body(new Buffer().write(bomb));
    if (declared) {
      answer.addHeader("Content-Encoding", "gzip");
    }
    try (FakeService service = answering(answer.build())) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC", // as in the start script
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  SmallHeap.class.getName(),
                  service.url().toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);

      assertThat(said, process.waitFor(1, TimeUnit.MINUTES), equalTo(true));
      assertThat(
          said, allOf(containsString(" KiB, the most that is held"), containsString("-Xmx")));
      assertThat(
          said, said.lines().filter(line -> line.contains("longer than")).count(), equalTo(16L));
      assertThat(said, not(containsString("OutOfMemory")));
      assertThat(service.requests, hasSize(16));
    }
  }

  /** A process of its own, with as many readers at once as a run has. */
  static final class SmallHeap {
    private SmallHeap() {}

    public static void main(String[] args) {
      ApiKey.use("sk-test-key");
      BraintrustClient client =
          BraintrustClient.create(settings(URI.create(args[0]).resolve("/")), FakeService.FAST);
      ExecutorService readers = Executors.newFixedThreadPool(16);
      for (int i = 0; i < 16; i++) {
        readers.execute(() -> read(client));
      }
      readers.shutdown();
    }

    private static ConnectionSettings settings(URI url) {
      return new ConnectionSettings(
          url, url, false, "acme", null, ReadMode.QUERY, 16, 2, 0, 3, Duration.ofMinutes(1));
    }

    private static void read(BraintrustClient client) {
      try {
        Page unused = query(client);
      } catch (BraintrustException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void pagesOfLongRowsAreHalvedDownToOneRow() {
    PageSize size = new PageSize(200);
    List<Integer> asked = new ArrayList<>();

    Integer served =
        size.ask(
            rows -> {
              asked.add(rows);
              if (rows > 1) {
                throw new RefusedException("long", RefusedException.ANSWER_TOO_LONG, "");
              }
              return rows;
            });

    assertThat(asked, equalTo(List.of(200, 100, 50, 25, 12, 6, 3, 1)));
    assertThat(served, equalTo(1));
    assertThrows(
        RefusedException.class,
        () ->
            size.ask(
                rows -> {
                  throw new RefusedException("long", RefusedException.ANSWER_TOO_LONG, "");
                }));
  }
}
