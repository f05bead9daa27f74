package org.braintrustbeam.pipelines.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.discover.tally.Figure;
import org.braintrustbeam.transforms.discover.tally.Part;
import org.braintrustbeam.transforms.discover.tally.TallyPlan;
import org.braintrustbeam.transforms.discover.tally.TallyTable;
import org.junit.jupiter.api.Test;

/** What is made of answers that are given. */
class PushDownTest {
  private static final TallyPlan PLAN =
      new TallyPlan(
          null,
          Instant.parse("2026-06-01T00:00:00Z"),
          Instant.parse("2026-06-02T00:00:00Z"),
          List.of(),
          new BigDecimal("0.5"),
          Set.of("it's"),
          Set.of(),
          Set.of(),
          "Issues'); --",
          10);

  private static TallyTable table(Answers.Service service) {
    return new PushDown(service, PLAN, new LogSql("p", PLAN)).table();
  }

  /** A scan has none of them either. */
  @Test
  void aModelThatIsNoNameIsNone() {
    TallyTable table =
        table(
            sql ->
                sql.contains("metadata.model AS")
                    ? List.of(
                        RawJson.of(
                            "{\"name\":{\"a\":1},\"value\":{\"a\":1},\"n\":30,"
                                + "\"seconds_n\":30,\"tokens_n\":30,\"dollars_n\":30}"))
                    : List.of());

    assertThat(table.of(Part.NOW, Figure.MODEL_LATENCY), is(anEmptyMap()));
    assertThat(table.of(Part.NOW, Figure.MODEL), is(anEmptyMap()));
    assertThat(table.leftOut(), is(anEmptyMap()));
  }

  /** Every quote in a name is doubled, so that each query has an even number of them. */
  @Test
  void noNameEndsItsLiteral() {
    List<String> asked = new ArrayList<>();

    table(
        sql -> {
          asked.add(sql);
          return sql.contains("(metadata)") && sql.contains("AS value")
              ? List.of(RawJson.of("{\"name\":\"it's\",\"value\":\"o'clock\",\"n\":30}"))
              : List.of();
        });

    assertThat(asked.stream().filter(sql -> sql.contains("'o''clock'")).count(), is(1L));
    assertThat(asked.stream().filter(sql -> sql.contains("'it''s'")).count(), is(3L));
    for (String sql : asked) {
      assertThat(sql, sql.chars().filter(letter -> letter == '\'').count() % 2, is(0L));
    }
  }
}
