package org.braintrustbeam.transforms.discover.tally;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.braintrustbeam.io.row.RawJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowTalliesTest {
  private static final TallyPlan PLAN =
      new TallyPlan(
          null,
          Instant.parse("2026-06-01T00:00:00Z"),
          Instant.parse("2026-06-02T00:00:00Z"),
          List.of("Tone"),
          new BigDecimal("0.5"),
          Set.of(),
          Set.of(),
          Set.of(),
          "Issues",
          1);

  private static Map<TallyKey, Tally> tallied(String... scores) {
    TallyBook book = new TallyBook();
    for (String score : scores) {
      SpanFacts span =
          SpanFacts.of(
              RawJson.of(
                  "{\"created\":\"2026-06-01T12:30:00Z\",\"root_span_id\":\"t\",\"scores\":{\"Tone\":"
                      + score
                      + "}}"),
              PLAN);
      assertNotNull(span);
      RowTallies.add(span, PLAN, book);
    }
    Map<TallyKey, Tally> tallies = new HashMap<>();
    book.empty(tallies::put);
    return tallies;
  }

  private static long tenth(Map<TallyKey, Tally> tallies, String tenth) {
    Tally tally = tallies.get(TallyKey.now(Figure.SCORE_TENTH, "Tone", tenth));
    return tally == null ? 0 : tally.count();
  }

  @Test
  void scoresLieInTenthsAndTheEndsTakeWhatIsBeyond() {
    Map<TallyKey, Tally> tallies = tallied("-1", "0", "0.0999", "0.1", "0.9", "1", "1e20");

    assertThat(tenth(tallies, "0"), is(3L));
    assertThat(tenth(tallies, "1"), is(1L));
    assertThat(tenth(tallies, "9"), is(3L));
  }

  /** The service compares the number that was logged, and not a rounded one. */
  @Test
  void aScoreALittleAboveTheBorderDoesNotFail() {
    Map<TallyKey, Tally> tallies = tallied("0.5", "0.50000000000000011");

    Tally tone = tallies.get(TallyKey.now(Figure.SCORE, "Tone", ""));
    assertNotNull(tone);
    assertThat(tone.count(), is(2L));
    assertThat(tone.failing(), is(1L));
  }

  /** As a model's probability may be; the service counts it too. */
  @Test
  void aScoreThatIsNearlyNothingIsOneThatFails() {
    Map<TallyKey, Tally> tallies = tallied("3.7e-44", "1.2345678901234567e-60", "4.9e-324", "0");

    Tally tone = tallies.get(TallyKey.now(Figure.SCORE, "Tone", ""));
    assertNotNull(tone);
    assertThat(tone.count(), is(4L));
    assertThat(tone.failing(), is(4L));
    assertThat(tenth(tallies, "0"), is(4L));
  }

  /** Each window has its first instant and not its last, whatever the time zone it is told in. */
  @ParameterizedTest
  @CsvSource({
    "2026-05-30T23:59:59.999999Z,",
    "2026-05-31T00:00:00Z,BEFORE",
    "2026-05-31T23:59:59.999999Z,BEFORE",
    "2026-06-01T01:59:59+02:00,BEFORE",
    "2026-06-01T02:00:00+02:00,NOW",
    "2026-06-01T00:00:00Z,NOW",
    "2026-06-01T23:59:59.999999Z,NOW",
    "2026-06-02T00:00:00Z,"
  })
  void windowsAreHalfOpen(String created, @Nullable Part part) {
    SpanFacts span =
        SpanFacts.of(RawJson.of("{\"created\":\"" + created + "\",\"root_span_id\":\"t\"}"), PLAN);

    assertThat(span == null ? null : span.part(), is(part));
  }
}
