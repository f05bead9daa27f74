package org.braintrustbeam.transforms.compare;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures are those of textbooks, or of a second way to reckon them. */
class StatisticsTest {
  private static double pValue(double sum, double squares, Map<Double, Long> sizes) {
    return SignFlips.pValue(sum, squares, new TreeMap<>(sizes));
  }

  /** McNemar's exact test: so many discordant pairs, of which so many are gains. */
  @ParameterizedTest
  @CsvSource({"10, 9, 0.021484375", "6, 6, 0.03125", "5, 5, 0.0625", "8, 4, 1.0", "1, 1, 1.0"})
  void isMcNemarsTestForScoresOfZeroAndOne(int discordant, int gains, double expected) {
    double sum = gains - (discordant - gains);

    assertThat(pValue(sum, discordant, Map.of(1.0, (long) discordant)), closeTo(expected, 1e-12));
  }

  @Test
  void isExactForFewDifferencesOfAnySize() {
    // Of the 8 ways to sign 0.5, 0.25 and 0.125, two reach as far as all of one sign.
    assertThat(pValue(0.875, 0.328125, Map.of(0.5, 1L, 0.25, 1L, 0.125, 1L)), closeTo(0.25, 1e-12));
  }

  @Test
  void findsNothingInNoDifference() {
    assertThat(pValue(0, 0, Map.of()), is(1.0));
  }

  /** One of two sizes: 60 differences, too many to go through them all. */
  @Test
  void drawsComeCloseToTheNormalLawWhereBothHold() {
    Map<Double, Long> sizes = Map.of(0.5, 60L, 0.25, 60L);
    double squares = 60 * 0.25 + 60 * 0.0625;
    double sum = 2 * Math.sqrt(squares);

    assertThat(pValue(sum, squares, sizes), closeTo(0.0455, 0.012));
    assertThat(SignFlips.pValue(sum, squares, null), closeTo(0.0455, 1e-4));
  }

  @Test
  void isNotFooledByAFewLargeDifferencesAmongManyTinyOnes() {
    Map<Double, Long> sizes = Map.of(1.0, 4L, 1e-6, 1_000L);

    // The four must have one sign, and the tiny ones lie on their side. The normal law says 0.0455.
    assertThat(pValue(4, 4, sizes), closeTo(0.0625, 0.01));
  }

  @Test
  void givesTheSameAgain() {
    Map<Double, Long> sizes = Map.of(0.3, 40L, 0.2, 40L);

    assertThat(pValue(4, 5.2, sizes), is(pValue(4, 5.2, sizes)));
  }

  /** By R: x <- c(rep(1,13), rep(-1,5), rep(0,84)); t.test(x) with the made-up pairs in it. */
  @Test
  void putsAnIntervalAroundTheMean() {
    DeltaInterval interval = DeltaInterval.of(100, 8, 18);

    assertThat(interval.lower(), closeTo(-0.0057, 1e-3));
    assertThat(interval.upper(), closeTo(0.1625, 1e-3));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3, 10, 1_000})
  void isNeverSureOfEqualPairs(long pairs) {
    DeltaInterval interval = DeltaInterval.of(pairs, 0, 0);

    assertThat(interval.lower(), both(lessThan(0.0)).and(greaterThan(-1.01)));
    assertThat(interval.upper(), closeTo(-interval.lower(), 1e-12));
  }

  @Test
  void reachesNoFurtherThanADifferenceCan() {
    assertThat(DeltaInterval.of(3, 3, 3).upper(), is(1.0));
    assertThat(DeltaInterval.of(3, 30, 300).upper(), greaterThan(10.0));
  }
}
