package org.braintrustbeam.io.row;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Which of two versions of a row counts. In this package because the rule is private to it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VersionPickBench {
  private final RowVersion older = version(7);
  private final RowVersion newer = version(8);
  private final RowVersion twin = version(8);

  private static RowVersion version(long xactId) {
    byte[] json =
        ("{\"id\":\"r\",\"text\":\"" + "x".repeat(1_000) + "\"}").getBytes(StandardCharsets.UTF_8);
    return new RowVersion(new RowKey("o", "r"), xactId, false, RawJson.wrap(json));
  }

  /** Told apart by the transaction. */
  @Benchmark
  public RowVersion pickByTransaction() {
    return LatestRowVersion.newest(older, newer);
  }

  /** The same transaction, so all bytes are compared. */
  @Benchmark
  public RowVersion pickAmongTwins() {
    return LatestRowVersion.newest(newer, twin);
  }
}
