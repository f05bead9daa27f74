package org.braintrustbeam.transforms.discover.tally;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.comparesEqualTo;
import static org.hamcrest.Matchers.is;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TallyTest {
  /** Doubles would add up to another sum in another order. */
  @Property(tries = 200)
  void comesToTheSameInAnyOrder(
      @ForAll @Size(min = 1, max = 40) List<Double> numbers, @ForAll long seed) {
    List<BigDecimal> values =
        numbers.stream().map(number -> Numbers.rounded(BigDecimal.valueOf(number % 1e9))).toList();
    Tally whole = new Tally();
    values.forEach(value -> whole.add(value, value.signum() < 0));

    Random random = new Random(seed);
    Tally[] parts = {new Tally(), new Tally(), new Tally()};
    values.forEach(value -> parts[random.nextInt(3)].add(value, value.signum() < 0));
    Tally merged = new Tally();
    merged.add(parts[2]);
    merged.add(parts[0]);
    merged.add(parts[1]);

    assertThat(merged.amounts().mean(), is(whole.amounts().mean()));
    assertThat(merged.amounts().percentiles(), is(whole.amounts().percentiles()));
    assertThat(merged.amounts().failing(), is(whole.amounts().failing()));
  }

  @Test
  void leavesTheTallyAloneThatItAdds() {
    Tally one = new Tally();
    one.add(BigDecimal.ONE, false);
    Tally all = new Tally();
    all.add(one);
    all.add(BigDecimal.TEN, false);

    assertThat(one.amounts().count(), is(1L));
    assertThat(one.amounts().percentiles().get("p99"), is(comparesEqualTo(BigDecimal.ONE)));
  }
}
