package org.braintrustbeam.pipelines.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.discover.tally.Amounts;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Gap;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyKey;
import org.braintrustbeam.transforms.discover.tally.TallyPlan;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.junit.jupiter.api.Test;

/** What the findings say of tallies that are given. */
class FindingsTextTest {
  private static final String HOUR = "2026-06-01T05:00:00Z";
  private static final String CLUSTERED = "The share of spans with an error has changed";
  private static final String FORGED = "x\n## <b>[y](z)";
  private static final TallyPlan PLAN =
      new TallyPlan(
          null,
          Instant.parse("2026-06-01T00:00:00Z"),
          Instant.parse("2026-06-02T00:00:00Z"),
          List.of(FORGED),
          new BigDecimal("0.5"),
          Set.of(),
          Set.of(),
          Set.of(),
          "Issues",
          10);

  private final TallyTable table = new TallyTable();

  private void put(Part part, Figure figure, String name, long count, long failing) {
    table.put(new TallyKey(part, figure, name, ""), Amounts.of(count, failing));
  }

  private Findings findings(String project) {
    FindSchema.Tried tried = new FindSchema.Tried(Duration.ofDays(1), 500, 1, "", "");
    return Findings.of(
        new Findings.Subject("p", project, null),
        new FindSchema.Found(List.of(tried), new Schema()),
        PLAN,
        table,
        2,
        0.01);
  }

  @Test
  void spansOfATraceFailTogether() {
    put(Part.BEFORE, Figure.TRACES, HOUR, 500, 20);
    put(Part.BEFORE, Figure.SPANS, HOUR, 5_000, 20);
    put(Part.NOW, Figure.TRACES, HOUR, 500, 21);
    put(Part.NOW, Figure.SPANS, HOUR, 5_000, 20);
    assertThat(new Caveats(findings("shop")).all(), everyItem(not(startsWith(CLUSTERED))));

    put(Part.NOW, Figure.SPANS, HOUR, 5_000, 400);

    assertThat(new Caveats(findings("shop")).all(), hasItem(startsWith(CLUSTERED)));

    put(Part.NOW, Figure.TRACES, HOUR, 500, 200);
    assertThat(new Caveats(findings("shop")).all(), everyItem(not(startsWith(CLUSTERED))));
  }

  @Test
  void saysWhatIsInNoFigure() {
    String caveat = "2 rows could not be read, and are in no figure.";

    assertThat(new Caveats(findings("shop")).all(), hasItem(caveat));
  }

  /** Names, and ids of rows, are other people's. */
  @Test
  void noNameBeginsALineOrATag() {
    put(Part.NOW, Figure.TRACES, HOUR, 500, 20);
    put(Part.NOW, Figure.SCORE, FORGED, 5, 1);
    put(Part.NOW, Figure.GAP, Gap.UNSCORED.word(), 495, 0);
    Findings findings = findings("<img> " + FORGED);
    RawJson row = RawJson.of("{\"id\":\"i\\n## <b>\",\"created\":\"2026-06-01T05:00:00Z\"}");
    Examples examples =
        Examples.of(findings, new LogSql("p", PLAN), sql -> List.of(row), id -> null);

    List<String> lines = new FindingsText(findings, examples).text().lines().toList();

    assertThat(lines.get(0), is("# Findings: \\<img\\> x ## \\<b\\>\\[y\\](z)"));
    assertThat(lines, hasItem("- Score 'x ## \\<b\\>\\[y\\](z)' has 5 values only."));
    assertThat(lines, hasItem("- Score `x ## <b>[y](z)`: mean ? of 5, 1 failing."));
    assertThat(lines, hasItem(containsString("  - 2026-06-01T05:00:00Z `i ## <b>`")));
    assertThat(lines, everyItem(not(startsWith("## <b>"))));
  }
}
