package org.braintrustbeam.transforms.facet.split;

import static org.braintrustbeam.transforms.facet.call.Calls.call;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.Side;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitPlanTest {
  private static SplitPlan exact(double fraction) {
    return new SplitPlan(SplitPlan.Method.EXACT, "s", fraction, SplitGroup.ROW);
  }

  private static SplitPlan threshold(double fraction, SplitGroup group) {
    return new SplitPlan(SplitPlan.Method.THRESHOLD, "a:b:c", fraction, group);
  }

  /** {@code max(1, min(n - 1, round(n * fraction)))} of Python 3.11, worked out one by one. */
  @ParameterizedTest
  @CsvSource({
    "0, 0.2, 0",
    "1, 0.9, 0",
    "5, 0, 0",
    "2, 0.01, 1",
    "2, 0.99, 1",
    "10, 0.2, 2",
    "5, 0.1, 1",
    "15, 0.1, 2",
    "25, 0.1, 2",
    "35, 0.1, 4",
    "5, 0.5, 2",
    "7, 0.5, 4",
    "50, 0.29, 14",
    "100, 0.2, 20",
    "3, 0.999, 2"
  })
  void holdsBackAsManyAsPythonWouldRoundTo(int rows, double fraction, int held) {
    assertThat(exact(fraction).held(rows), is(held));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1, 1.5, Double.NaN})
  void refusesFractionsOutOfRange(double fraction) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> exact(fraction));

    assertThat(e.getMessage(), is("the fraction must be in [0, 1), got " + fraction));
  }

  @Test
  void anExactSplitCannotKeepRowsTogether() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new SplitPlan(SplitPlan.Method.EXACT, "s", 0.2, SplitGroup.ROOT_SPAN));

    assertThat(e.getMessage(), containsString("only a split by threshold"));
  }

  @Test
  void readsWhatRowsAreKeptTogetherBy() {
    assertThat(SplitGroup.parse("root_span"), equalTo(SplitGroup.ROOT_SPAN));
    assertThat(
        SplitGroup.parse("metadata.user.id"),
        equalTo(new SplitGroup(SplitGroup.By.METADATA, List.of("user", "id"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "root", "metadata", "metadata.", "metadata.a..b", "metadata.a."})
  void refusesOtherGroups(String name) {
    Exception e = assertThrows(IllegalArgumentException.class, () -> SplitGroup.parse(name));

    assertThat(e.getMessage(), containsString("got '" + name + "'"));
  }

  private static DatasetRow row(String root, String id) {
    return SplitRowsTest.row(
        call(root, id, "2026-06-01T00:00:00Z", "task", Bucket.POSITIVE), "yes");
  }

  /**
   * {@code int(sha256(b"a:b:c:row-N:task").hexdigest(), 16) % 100} of Python is 79, 80, 57, 58, 0
   * and 99 for these.
   */
  @Test
  void aThresholdLooksAtTheDigestModuloHundred() {
    List<DatasetRow> rows =
        Stream.of("row-118", "row-36", "row-28", "row-30", "row-124", "row-10")
            .map(id -> row("r", id))
            .toList();

    assertThat(sides(rows, threshold(0.2, SplitGroup.ROW)), is("tvtttv"));
    assertThat(sides(rows, threshold(0.42, SplitGroup.ROW)), is("vvtvtv"));
    assertThat(sides(rows, threshold(0, SplitGroup.ROW)), is("tttttt"));
  }

  private static String sides(List<DatasetRow> rows, SplitPlan plan) {
    StringBuilder sides = new StringBuilder();
    rows.forEach(row -> sides.append(plan.byThreshold(row) == Side.TRAIN ? 't' : 'v'));
    return sides.toString();
  }

  @Test
  void rowsOfATraceStayTogetherByThreshold() {
    SplitPlan plan = threshold(0.5, SplitGroup.ROOT_SPAN);
    for (int i = 0; i < 20; i++) {
      String root = "root-" + i;

      assertThat(
          plan.byThreshold(row(root, "x" + i)), is(plan.byThreshold(row(root, "another-" + i))));
    }
  }
}
