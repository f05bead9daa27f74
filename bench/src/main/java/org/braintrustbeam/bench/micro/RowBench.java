package org.braintrustbeam.bench.micro;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.json.CanonicalJson;
import org.braintrustbeam.transforms.keys.InputKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Input key, canonical form and header of rows of two sizes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RowBench {
  /** Bytes of the row; a quarter of it is its input. */
  @Param({"1000", "10000"})
  public int bytes;

  private RawJson input = RawJson.wrap(new byte[0]);
  private byte[] row = {};

  /** An input of nested objects and numbers as well as text, and a row round it. */
  @Setup
  public void make() {
    String value =
        "{\"question\":\"%s\",\"turns\":[{\"role\":\"user\",\"n\":1.50},{\"role\":\"assistant\",\"n\":2}],\"a\":true}"
            .formatted("how long is it \u00e9 ".repeat(bytes / 70));
    String head =
        "{\"id\":\"case-1\",\"_xact_id\":\"1000197266989907975\",\"_pagination_key\":\"p07646395560572157952\","
            + "\"created\":\"2026-01-01T00:00:00Z\",\"is_root\":true,\"input\":"
            + value
            + ",\"output\":\"";
    input = RawJson.wrap(value.getBytes(StandardCharsets.UTF_8));
    String text = "y".repeat(Math.max(0, bytes - head.length() - 2));
    row = (head + text + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  @Benchmark
  public InputKey inputKey() {
    return InputKey.of(input);
  }

  @Benchmark
  public byte[] canonicalJson() {
    return CanonicalJson.of(input);
  }

  @Benchmark
  public RowVersion headerScan() {
    return RowVersion.scan("object", row);
  }
}
