package org.braintrustbeam.transforms.keys;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.time.Instant;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreatedTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-06-01T12:00:00Z",
        "2026-06-01T12:00:00.000z",
        "2026-06-01T14:00:00+02:00",
        "2026-06-01T14:00:00+0200",
        "2026-06-01 12:00:00+00:00",
        "2026-06-01T12:00",
        "2026-06-01T02:00:00-10"
      })
  void isTheInstantWhateverTheOffset(String text) {
    assertThat(Created.of(RawJson.of('"' + text + '"')), is(Instant.parse("2026-06-01T12:00:00Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "17", "\"yesterday\"", "\"\""})
  void isOlderThanAnyIfItIsNoTime(String json) {
    assertThat(Created.of(RawJson.of(json)), is(Instant.MIN));
  }

  @Test
  void sortsTheNewestFirst() {
    Instant[] ascending = {
      Instant.MIN,
      Instant.parse("1969-12-31T23:59:59.5Z"),
      Instant.EPOCH,
      Instant.EPOCH.plusNanos(1),
      Instant.parse("2026-06-01T12:00:00Z"),
      Instant.MAX
    };

    for (int i = 1; i < ascending.length; i++) {
      assertThat(
          Created.newestFirst(ascending[i]), is(lessThan(Created.newestFirst(ascending[i - 1]))));
    }
  }
}
