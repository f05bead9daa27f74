package org.braintrustbeam.transforms.statistics;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HolmTest {
  @Test
  void correctsForHowManyWereLookedAt() {
    double[] corrected = Holm.correct(List.of(0.01, 0.04, 0.03, 0.005));

    double[] wanted = {0.03, 0.06, 0.06, 0.02};
    for (int i = 0; i < wanted.length; i++) {
      assertThat(Arrays.toString(corrected), corrected[i], is(closeTo(wanted[i], 1e-12)));
    }
  }

  @Test
  void noneAreNone() {
    assertThat(Holm.correct(List.of()).length, is(0));
    assertThat(Holm.correct(List.of(0.9, 0.8))[0], is(1.0));
  }
}
