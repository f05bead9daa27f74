package org.braintrustbeam.transforms.discover.stats;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import java.util.List;
import org.braintrustbeam.transforms.discover.stats.CohortFinding.Verdict;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.CohortValue;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.junit.jupiter.api.Test;

class FindingsTest {
  private static final double SIGNIFICANCE = 0.01;
  private static final int SEEDS = 200;
  private static final int TRACES = 3_000;

  private static List<TallyKey> found(TallyTable table, Verdict verdict) {
    return CohortFindings.of(table, SIGNIFICANCE).stream()
        .filter(finding -> finding.verdict() == verdict)
        .map(CohortFinding::cohort)
        .map(cohort -> TallyKey.now(cohort.figure(), cohort.name(), cohort.value()))
        .toList();
  }

  @Test
  void findsACohortThatFailsThreeTimesAsOften() {
    for (long seed = 0; seed < 20; seed++) {
      TallyTable table = new Simulated(seed, TRACES).plant(3 * Simulated.SHARE).table();

      assertThat("seed " + seed, found(table, Verdict.FAILING), contains(Simulated.key(2, 3)));
    }
  }

  @Test
  void findsACohortThatNeverFails() {
    for (long seed = 0; seed < 20; seed++) {
      TallyTable table = new Simulated(seed, TRACES).plant(0).table();

      assertThat("seed " + seed, found(table, Verdict.HEALTHY), contains(Simulated.key(2, 3)));
    }
  }

  /** Of {@value #SEEDS} tables with 80 cohorts each, 1 % may have a wrong finding. */
  @Test
  void findsNothingWhereThereIsNothing() {
    int wrong = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      TallyTable table = new Simulated(1_000 + seed, 600).table();
      boolean any =
          CohortFindings.of(table, SIGNIFICANCE).stream()
              .anyMatch(finding -> finding.verdict() != Verdict.LIKE_THE_REST);
      wrong += any || Change.of(table, SIGNIFICANCE).stream().anyMatch(Change::certain) ? 1 : 0;
    }

    assertThat(wrong, is(lessThanOrEqualTo(SEEDS / 40))); // 2 x 1 %, and a little luck
  }

  @Test
  void findsAChangeAgainstTheWindowBefore() {
    for (long seed = 0; seed < 20; seed++) {
      TallyTable table = new Simulated(seed, TRACES).change(0.25).table();

      Change change = Change.of(table, SIGNIFICANCE).get(0);

      assertThat("seed " + seed, change.certain(), is(true));
      assertThat(change.now().times(change.before()), is(greaterThan(1.2)));
      assertThat(found(table, Verdict.FAILING), is(empty()));
    }
  }

  /** Fisher's tea: of 8 cups 4 with milk first, all four told. */
  @Test
  void chancesAreThoseOfFishersTest() {
    assertThat(Significance.of(4, 4, 4, 8), is(closeTo(2.0 / 70, 1e-12)));
    assertThat(Significance.of(2, 4, 4, 8), is(1.0));
    assertThat(Significance.of(0, 4, 4, 8), is(closeTo(2.0 / 70, 1e-12)));
  }

  @Test
  void aWholeHasNothingToCompareItWith() {
    assertThat(Significance.of(5, 10, 5, 10), is(1.0));
    assertThat(Significance.of(0, 5, 0, 10), is(1.0));
  }

  /** Where one way of reckoning ends and the other begins. */
  @Test
  void theTwoWaysAgreeForLargeNumbers() {
    double exact = Significance.of(10_200, 20_000, 500_000, 1_000_000);
    double normal = Significance.of(10_201, 20_001, 500_000, 1_000_000);

    assertThat(normal / exact, is(closeTo(1, 0.05)));
  }

  @Test
  void tellsWhatADatasetLacks() {
    TallyTable table = new TallyTable();
    String late = CohortValue.ofText("Late");
    String lost = CohortValue.ofText("Lost");
    table.put(TallyKey.now(Figure.FACET, "Issues", late), Amounts.of(40, 30));
    table.put(TallyKey.now(Figure.FACET, "Issues", lost), Amounts.of(90, 10));
    table.put(TallyKey.now(Figure.METADATA, "plan", lost), Amounts.of(9, 1));
    table.put(new TallyKey(Part.DATASET, Figure.FACET, "Issues", lost), Amounts.of(1, 0));

    assertThat(
        Uncovered.of(table).stream().map(one -> one.cohort().value()).toList(), contains(late));
  }

  /** The dataset speaks of plans, and not of regions. */
  @Test
  void holdsMetadataAgainstADatasetThatSpeaksOfIt() {
    TallyTable table = new TallyTable();
    String free = CohortValue.ofText("free");
    String paid = CohortValue.ofText("paid");
    table.put(TallyKey.now(Figure.METADATA, "plan", free), Amounts.of(40, 30));
    table.put(TallyKey.now(Figure.METADATA, "plan", paid), Amounts.of(40, 30));
    table.put(TallyKey.now(Figure.METADATA, "region", free), Amounts.of(40, 30));
    table.put(new TallyKey(Part.DATASET, Figure.METADATA, "plan", paid), Amounts.of(3, 0));

    assertThat(Uncovered.compared(table).size(), is(2));
    assertThat(
        Uncovered.of(table).stream().map(one -> one.cohort().name()).toList(), contains("plan"));
  }
}
