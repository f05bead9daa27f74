package org.braintrustbeam.transforms.discover.stats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.junit.jupiter.api.Test;

class ChangePointTest {
  private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
  private static final double SIGNIFICANCE = 0.01;
  private static final double USUAL = 0.1;
  private static final int HOURS = 96;
  private static final int AN_HOUR = 30;
  private static final int SEEDS = 100;

  private static Instant hour(int number) {
    return FROM.plus(Duration.ofHours(number));
  }

  private static Amounts drawn(Random random, int count, double share) {
    return Amounts.of(count, random.doubles(count).filter(lot -> lot < share).count());
  }

  /** From one hour to before another traces fail as often as that. */
  private static TallyTable traces(long seed, int from, int to, double share) {
    Random random = new Random(seed);
    TallyTable table = new TallyTable();
    for (int i = 0; i < HOURS; i++) {
      double there = i >= from && i < to ? share : USUAL;
      table.put(TallyKey.now(Figure.TRACES, hour(i).toString(), ""), drawn(random, AN_HOUR, there));
    }
    table.put(
        new TallyKey(Part.BEFORE, Figure.TRACES, "", ""), drawn(random, HOURS * AN_HOUR, USUAL));
    return table;
  }

  private static List<ChangePoint> certain(TallyTable table) {
    return ChangePoint.of(table, SIGNIFICANCE).stream().filter(ChangePoint::certain).toList();
  }

  @Test
  void findsTheHourFromWhichMoreFail() {
    for (long seed = 0; seed < 20; seed++) {
      List<ChangePoint> found = certain(traces(seed, 70, HOURS, 0.4));

      assertThat("seed " + seed, found, hasSize(1));
      assertThat(hoursBetween(found.get(0).since(), hour(70)), is(lessThanOrEqualTo(2L)));
      assertThat(found.get(0).lasting(), is(true));
      assertThat(found.get(0).until(), is(hour(HOURS)));
    }
  }

  @Test
  void findsAnIncidentAndItsEnd() {
    for (long seed = 0; seed < 20; seed++) {
      List<ChangePoint> found = certain(traces(seed, 30, 36, 0.5));

      assertThat("seed " + seed, found, hasSize(1));
      assertThat(hoursBetween(found.get(0).since(), hour(30)), is(lessThanOrEqualTo(2L)));
      assertThat(hoursBetween(found.get(0).until(), hour(36)), is(lessThanOrEqualTo(2L)));
      assertThat(found.get(0).lasting(), is(false));
      assertThat(found.get(0).inside().share(), is(closeTo(0.5, 0.15)));
    }
  }

  private static long hoursBetween(Instant one, Instant other) {
    return Duration.between(one, other).abs().toHours();
  }

  /** 1 % of runs may have one; the correction for all stretches makes it fewer. */
  @Test
  void findsNothingWhereThereIsNothing() {
    int wrong = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      wrong += certain(traces(1_000 + seed, 0, 0, USUAL)).isEmpty() ? 0 : 1;
    }

    assertThat(wrong, is(lessThanOrEqualTo(2)));
  }

  @Test
  void theWindowBeforeCountsAsOutside() {
    TallyTable table = new TallyTable();
    table.put(TallyKey.now(Figure.TRACES, hour(0).toString(), ""), Amounts.of(200, 100));
    table.put(new TallyKey(Part.BEFORE, Figure.TRACES, "", ""), Amounts.of(1_000, 50));

    List<ChangePoint> found = certain(table);

    assertThat(found, hasSize(1));
    assertThat(found.get(0).since(), is(hour(0)));
    assertThat(found.get(0).outside(), is(new Rate(1_000, 50)));
  }

  @Test
  void aScoreHasItsOwn() {
    TallyTable table = new TallyTable();
    for (int i = 0; i < 10; i++) {
      table.put(
          TallyKey.now(Figure.SCORE_HOUR, "Tone", hour(i).toString()),
          Amounts.of(50, i < 8 ? 2 : 40));
      table.put(TallyKey.now(Figure.SCORE_HOUR, "Exact", hour(i).toString()), Amounts.of(50, 2));
    }

    List<ChangePoint> found = certain(table);

    assertThat(found, hasSize(1));
    assertThat(found.get(0).name(), is("Tone"));
    assertThat(found.get(0).since(), is(hour(8)));
  }

  @Test
  void anEmptyTableHasNone() {
    assertThat(ChangePoint.of(new TallyTable(), SIGNIFICANCE), is(empty()));
  }

  /** All stretches of 1, 2 and 3 rates. */
  @Test
  void countsStretches() {
    assertThat(LikelyStretch.count(3), is(6.0));
  }
}
