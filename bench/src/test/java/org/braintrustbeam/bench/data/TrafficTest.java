package org.braintrustbeam.bench.data;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** {@link Traffic}. */
class TrafficTest {
  private static final Pattern CREATED = Pattern.compile("\"created\":\"([^\"]+)\"");
  private static final long TRACES = 10_000;

  private final Traffic traffic = new Traffic(TRACES);

  private Instant created(long row) {
    Matcher matcher = CREATED.matcher(traffic.row(row));
    assertThat(matcher.find(), is(true));
    return Instant.parse(matcher.group(1));
  }

  @Test
  void fourFifthsAreInTheWindowAndTheRestInTheOneBefore() {
    Instant from = Traffic.UNTIL.minus(Duration.ofDays(7));
    long rows = TRACES * Traffic.ROWS;
    long inside = LongStream.range(0, rows).filter(row -> !created(row).isBefore(from)).count();

    assertThat(inside, is(rows * 4 / 5));
    assertThat(created(0).isBefore(Traffic.UNTIL), is(true));
    assertThat(created(rows - 1).isBefore(from.minus(Duration.ofDays(7))), is(false));
  }

  @Test
  void aTraceIsARootWithCallsAndAScore() {
    assertThat(traffic.row(0), containsString("\"metadata\":{\"region\":"));
    assertThat(traffic.row(1), containsString("\"span_parents\":[\"trace-000000000\"]"));
    assertThat(traffic.row(4), containsString("\"Answer ok\":"));
  }

  @Test
  void spansAreAboutAsLongAsTheySay() {
    double mean =
        LongStream.range(0, 5_000).map(row -> traffic.row(row).length()).average().orElse(0);

    assertThat(mean, is(closeTo(Traffic.BYTES, 40)));
  }
}
