package org.braintrustbeam.io.braintrust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A page of 1,000 rows of 1 KB. In this package because the scanner is private to it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PageScanBench {
  private final byte[] body =
      IntStream.range(0, 1_000)
          .mapToObj(PageScanBench::row)
          .collect(Collectors.joining(",", "{\"data\":[", "],\"schema\":{}}"))
          .getBytes(UTF_8);

  private static String row(int number) {
    String head =
        "{\"id\":\"case-%d\",\"_xact_id\":\"1000197266989907975\",\"_pagination_key\":\"p%020d\",\"input\":\""
            .formatted(number, number);
    return head + "z".repeat(1_000 - head.length()) + "\"}";
  }

  @Benchmark
  public Object pageScan() {
    return PageScanner.scan("Read", "object", new HttpReply(200, null, null, body));
  }
}
