package org.braintrustbeam.transforms.discover.tally;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.util.CoderUtils;
import org.braintrustbeam.transforms.discover.tally.SpanFacts.RootFacts;
import org.junit.jupiter.api.Test;

class TallyCoderTest {
  private static <T> T travelled(Coder<T> coder, T value) throws Exception {
    return CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, value));
  }

  @Test
  void keysComeBack() throws Exception {
    TallyKey key = new TallyKey(Part.BEFORE, Figure.METADATA, "plan", "\"frée\"");

    CoderProperties.coderDecodeEncodeEqual(TallyKeyCoder.of(), key);
    CoderProperties.coderDeterministic(TallyKeyCoder.of(), key, key.of(Part.BEFORE));
  }

  @Test
  void talliesComeBack() throws Exception {
    Tally tally = new Tally();
    tally.add(new BigDecimal("0.1"), true);
    tally.add(new BigDecimal("12.5"), false);
    tally.add(new BigDecimal("-3"), false);

    assertThat(travelled(TallyCoder.of(), tally).amounts(), is(tally.amounts()));
    Tally plain = new Tally();
    plain.add(true);
    assertThat(travelled(TallyCoder.of(), plain).amounts(), is(Amounts.of(1, 1)));
  }

  @Test
  void partsOfTracesComeBack() throws Exception {
    RootFacts root =
        new RootFacts("2026-06-01T12:00:00Z", true, Set.of(new Cohort(Figure.TAG, "", "\"a\"")));
    TracePart part = new TracePart(true, false, true, Set.of("m"), List.of(root));

    assertThat(travelled(TracePartCoder.of(), part), is(part));
  }
}
