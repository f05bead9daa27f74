package org.braintrustbeam.bench.data;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** {@link Rows}. */
class RowsTest {
  private static final Instant CREATED = Instant.parse("2025-01-01T00:00:00Z");

  @Test
  void areOneKilobyteEach() {
    for (long number : new long[] {0, 7, 123_456_789}) {
      assertThat(bytes(Rows.testCase(number, null)), is(1_000));
      assertThat(bytes(Rows.testCase(number, new Rows.Origin("d", "r", "1"))), is(1_000));
      assertThat(bytes(Rows.dataRecord(number, "newer", CREATED)), is(1_000));
    }
  }

  @Test
  void areTheSameEveryTimeAndDifferByNumber() {
    assertThat(Rows.testCase(5, null), is(Rows.testCase(5, null)));
    assertThat(Rows.testCase(5, null), is(not(Rows.testCase(6, null))));
  }

  private static int bytes(String row) {
    return row.getBytes(StandardCharsets.UTF_8).length;
  }
}
