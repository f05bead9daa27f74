package org.braintrustbeam.transforms.discover.tally;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantilesTest {
  private static final double[] SHARES = {0, 0.25, 0.5, 0.9, 0.99, 1};

  @Property
  void areOnePercentOffAtMost(
      @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = -1e6, max = 1e6) Double> values) {
    Quantiles quantiles = Quantiles.empty();
    values.forEach(quantiles::add);

    for (double share : SHARES) {
      double place = share * (values.size() - 1);
      List<Double> sorted = values.stream().sorted().toList();
      double low = sorted.get((int) Math.floor(place));
      double high = sorted.get((int) Math.ceil(place));
      double exact = low + (high - low) * (place - Math.floor(place));
      double off = 0.0101 * Math.max(Math.abs(low), Math.abs(high)) + 1e-9;
      assertThat(quantiles.at(share), closeTo(exact, off));
    }
  }

  @Test
  void doNotDependOnHowTheValuesWereSharedOut() throws IOException {
    Random random = new Random(7);
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      values.add(Math.exp(20 * random.nextGaussian())); // more than the bins hold
    }
    Quantiles whole = Quantiles.empty();
    values.forEach(whole::add);
    Collections.shuffle(values, random);
    Quantiles merged = Quantiles.empty();
    for (int from = 0; from < values.size(); from += 700) {
      Quantiles part = Quantiles.empty();
      values.subList(from, Math.min(values.size(), from + 700)).forEach(part::add);
      Quantiles travelled = Quantiles.decode(part.encode());
      merged.add(travelled);
    }

    for (double share : SHARES) {
      assertThat(merged.at(share), is(whole.at(share)));
    }
  }
}
