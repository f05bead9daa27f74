package org.braintrustbeam.transforms.keys;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTextProperties {
  @Property
  void agreesWithTheFormatterOrSaysNothing(
      @ForAll @LongRange(min = -60_000_000_000L, max = 250_000_000_000L) long seconds,
      @ForAll @IntRange(max = 999_999_999) int nanos) {
    Instant instant = Instant.ofEpochSecond(seconds, nanos);
    String text = DateTimeFormatter.ISO_INSTANT.format(instant);

    Instant read = UtcText.instant(text);

    if (read == null) {
      assertThat(Integer.parseInt(text.substring(8, 10)) > 28, is(true));
    } else {
      assertThat(read, equalTo(instant));
    }
  }

  /** Single characters changed, so that every place of the shape is tried. */
  @Property(tries = 3_000)
  void readsNothingThatTheFormatterReadsDifferently(@ForAll("nearly") String text) {
    Instant read = UtcText.instant(text);

    if (read != null) {
      assertThat(Instant.parse(text), equalTo(read));
    }
  }

  @Provide
  Arbitrary<String> nearly() {
    String usual = "2026-06-01T12:00:00.250Z";
    Arbitrary<Integer> places = Arbitraries.integers().between(0, usual.length() - 1);
    Arbitrary<Character> characters = Arbitraries.of('0', '3', '9', '-', '.', 'T', 'Z', ' ', '+');
    return places.flatMap(
        at -> characters.map(c -> usual.substring(0, at) + c + usual.substring(at + 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-06-01T12:00:00Z",
        "2026-06-01T23:59:59.1Z",
        "2026-02-28T00:00:00.123456789Z"
      })
  void readsWhatTheServiceWrites(String text) {
    assertThat(UtcText.instant(text), is(notNullValue()));
    assertThat(UtcText.instant(text), equalTo(Instant.parse(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "2026-06-01T12:00:00",
        "2026-06-01T12:00:00.Z",
        "2026-06-01T12:00:00,5Z",
        "2026-06-01T12:00:00.1234567890Z",
        "2026-06-01T24:00:00Z",
        "2026-06-01T12:00:60Z",
        "2026-02-30T12:00:00Z",
        "2026-06-01T12:00:00+00:00",
        "2026-06-01t12:00:00z"
      })
  void leavesOtherSpellingsToTheFormatter(String text) {
    assertThat(UtcText.instant(text), is(nullValue()));
  }
}
