package org.braintrustbeam.transforms.curate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.row.Side;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CuratePlanTest {
  private static CuratePlan plan(double fraction) {
    return new CuratePlan("p", "flywheel-v1", fraction, 1);
  }

  private static Case of(String id, @Nullable String trace) {
    return new Case(id, trace, "", RawJson.NULL, RawJson.NULL, null, null, null, null);
  }

  /** {@code int(sha256("flywheel-v1:" + trace).hexdigest(), 16) % 100} by Python 3. */
  @ParameterizedTest
  @CsvSource({
    "t1, 59",
    "t2, 51",
    "t3, 72",
    "trace-4, 87",
    "a, 54",
    "flywheel, 39",
    "0af7651916cd43dd8448eb211c80319c, 11"
  })
  void aTraceIsForTrainingBelowItsNumber(String trace, int number) {
    assertThat(plan(number / 100.0).side(of("id", trace)), is(Side.VALIDATION));
    assertThat(plan((number + 1) / 100.0).side(of("id", trace)), is(Side.TRAIN));
  }

  @Test
  void theWholeRangeOfFractionsWorks() {
    assertThat(plan(0).side(of("id", "t1")), is(Side.VALIDATION));
    assertThat(plan(1).side(of("id", "t1")), is(Side.TRAIN));
  }

  @Test
  void theRowsOfATraceAreTogetherAndARowWithoutOneGoesByItsId() {
    assertThat(plan(0.8).side(of("x", "trace-4")), is(Side.VALIDATION));
    assertThat(plan(0.8).side(of("trace-4", null)), is(Side.VALIDATION));
    assertThat(plan(0.8).side(of("trace-4", "t1")), is(Side.TRAIN));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesFractionsOutOfRange(double fraction) {
    assertThrows(IllegalArgumentException.class, () -> plan(fraction));
  }
}
