package org.braintrustbeam.bench.floor;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * {@code URL EXPERIMENT_ID COLUMNS CONDITION CONCURRENCY} reads all rows that meet the condition,
 * and prints {@code {rows, requests, bytes, packed_bytes, seconds}}. The seconds are those of the
 * download alone, without the start of Java.
 *
 * <p>Nothing is parsed: where to go on is the last key on a page, which is looked for from the
 * page's end. Rows are counted where a range ends; the pages before are full.
 */
public final class RawFloor {
  private static final String KEY = "\"_pagination_key\":\"";
  private static final int KEY_LENGTH = 21;

  private final BareClient client;
  private final PageQuery query;

  private RawFloor(BareClient client, PageQuery query) {
    this.client = client;
    this.query = query;
  }

  /** Prints one line of JSON. */
  public static void main(String[] args) {
    BareClient client = new BareClient(args[0]);
    RawFloor floor = new RawFloor(client, new PageQuery(args[1], args[2], args[3]));
    long start = System.nanoTime();
    long rows = floor.read(Integer.parseInt(args[4]));
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "{\"rows\":%d,\"requests\":%d,\"bytes\":%d,\"packed_bytes\":%d,\"seconds\":%.3f}%n",
        rows,
        client.requests.sum(),
        client.bytes.sum(),
        client.packed.sum(),
        seconds);
  }

  private long read(int concurrency) {
    String first = lastKey(client.query(query.end("ASC")));
    String last = lastKey(client.query(query.end("DESC")));
    if (first == null || last == null) {
      return 0;
    }
    ExecutorService threads = Executors.newFixedThreadPool(concurrency);
    try {
      List<CompletableFuture<Long>> ranges =
          PageQuery.ranges(first, last, concurrency).stream()
              .map(range -> CompletableFuture.supplyAsync(() -> read(range), threads))
              .toList();
      return ranges.stream().mapToLong(CompletableFuture::join).sum();
    } finally {
      threads.shutdown();
    }
  }

  private long read(PageQuery.Range range) {
    long full = -1; // the last page with rows is counted by itself
    byte[] lastPage = {};
    for (PageQuery.Range rest = range; ; ) {
      byte[] page = client.query(query.page(rest));
      String key = lastKey(page);
      if (key == null) {
        return full < 0 ? 0 : full * PageQuery.PAGE + rowsOf(lastPage);
      }
      rest = new PageQuery.Range(key, range.upTo());
      lastPage = page;
      full++;
    }
  }

  private static long rowsOf(byte[] page) {
    String text = new String(page, StandardCharsets.ISO_8859_1);
    long rows = 0;
    for (int at = text.indexOf(KEY); at >= 0; at = text.indexOf(KEY, at + 1)) {
      rows++;
    }
    return rows;
  }

  /** The last key on a page; null if it has none. */
  private static @Nullable String lastKey(byte[] page) {
    byte[] wanted = KEY.getBytes(StandardCharsets.US_ASCII);
    for (int at = page.length - wanted.length - KEY_LENGTH; at >= 0; at--) {
      if (startsWith(page, at, wanted)) {
        return new String(page, at + wanted.length, KEY_LENGTH, StandardCharsets.US_ASCII);
      }
    }
    return null;
  }

  private static boolean startsWith(byte[] page, int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (page[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
