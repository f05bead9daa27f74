package org.braintrustbeam.emulator.json;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTextTest {
  /** The years 0000 to 9999. */
  @Property(tries = 500)
  void isTheInstantThatTheTextNames(
      @ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long seconds,
      @ForAll @LongRange(min = 0, max = 999) long millis) {
    Instant whole = Instant.ofEpochSecond(seconds);
    String text = whole.toString();

    assertThat(text, UtcText.parse(text), is(whole));
    assertThat(
        UtcText.parse(text.replace("Z", String.format(Locale.ROOT, ".%03dZ", millis))),
        is(whole.plusMillis(millis)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-06-01",
        "2026-06-01 12:00:00Z",
        "2026-06-01T12:00:00",
        "2026-06-01T12:00:00.5Z",
        "2026-06-01T12:00:00+0000",
        "2026-06-01T12:00:00.123456Z",
        "2026-02-30T12:00:00Z",
        "2026-06-01T24:00:00Z",
        "2026-06-01T12:00:60Z",
        "20X6-06-01T12:00:00Z"
      })
  void leavesOtherSpellingsAlone(String text) {
    assertThat(UtcText.parse(text), is(nullValue()));
  }

  @Test
  void othersAreStillRead() {
    assertThat(
        Timestamps.parse("2026-06-01T14:00:00+02:00"), is(Instant.parse("2026-06-01T12:00:00Z")));
    assertThat(
        Timestamps.parse("2026-06-01T12:00:00.5Z"), is(Instant.parse("2026-06-01T12:00:00.500Z")));
  }
}
