package org.braintrustbeam.transforms.discover.tally;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.is;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RowVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class TallyRowsTest {
  private static final Instant FROM = Instant.parse("2026-06-01T00:00:00Z");
  private static final String DATASET = "dataset-1";
  private static final TallyPlan PLAN =
      new TallyPlan(
          DATASET,
          FROM,
          FROM.plusSeconds(86_400),
          List.of("Exact"),
          new BigDecimal("0.5"),
          Set.of("plan", "request"),
          Set.of("Issues"),
          Set.of("Topic"),
          "Issues",
          2);
  private static final int TRACES = 12;

  private static RowVersion row(String object, String id, String json) {
    String whole = "{\"id\":\"" + id + "\",\"_xact_id\":\"1000197266989907975\"," + json + "}";
    return RowVersion.scan(object, whole.getBytes(StandardCharsets.UTF_8));
  }

  /** Every third trace fails by a score on a span of its own, and the first by an error too. */
  private static List<RowVersion> rows() {
    List<RowVersion> rows = new ArrayList<>();
    for (int i = 0; i < TRACES; i++) {
      String created = "\"created\":\"2026-06-01T0" + i % 3 + ":10:00.000Z\"";
      String trace = ",\"root_span_id\":\"t" + i + "\",";
      rows.add(
          row(
              "logs",
              "r" + i,
              created
                  + trace
                  + "\"is_root\":true,\"metadata\":{\"plan\":\""
                  + (i % 3 == 0 ? "free" : "paid")
                  + "\",\"request\":\"q"
                  + i
                  + "\",\"other\":1},\"facets\":{\"Issues\":"
                  + (i == 1 ? "\"late\"" : "\"none\"")
                  + "},\"tags\":[\"a\"],\"span_name\":\"chat\",\"seconds\":"
                  + i
                  + ",\"input_length\":\"<100\",\"has_error\":"
                  + (i == 0)));
      rows.add(
          row(
              "logs",
              "s" + i,
              created
                  + trace
                  + "\"is_root\":false,\"scores\":{\"Exact\":"
                  + (i % 3 == 0 ? "0" : "1")
                  + ",\"Other\":0},\"called_model\":\"m\",\"seconds\":2.5,\"tokens\":10"));
    }
    rows.add(
        row(
            "logs",
            "old",
            "\"created\":\"2026-05-31T10:00:00Z\",\"root_span_id\":\"o\",\"is_root\":true"));
    rows.add(
        row(
            "logs",
            "older",
            "\"created\":\"2026-05-30T10:00:00Z\",\"root_span_id\":\"p\",\"is_root\":true"));
    rows.add(row(DATASET, "d", "\"metadata\":{\"plan\":\"paid\",\"Issues\":\"none\"}"));
    return rows;
  }

  private static TallyTable table(Iterable<OrderedRow> lines) {
    List<OrderedRow> sorted = new ArrayList<>();
    lines.forEach(sorted::add);
    Collections.sort(sorted);
    TallyTable table = new TallyTable();
    sorted.forEach(line -> table.addLine(line.json()));
    return table;
  }

  private static Void check(Iterable<OrderedRow> lines) {
    TallyTable table = table(lines);
    assertThat(table.total(Part.NOW, Figure.TRACES), is(Amounts.of(TRACES, 4)));
    assertThat(table.total(Part.NOW, Figure.SPANS), is(Amounts.of(2 * TRACES, 1)));
    assertThat(table.total(Part.BEFORE, Figure.TRACES), is(Amounts.of(1, 0)));
    assertThat(table.of(Part.NOW, Figure.TRACES), is(aMapWithSize(3)));
    assertThat(get(table, Figure.METADATA, "plan", "free"), is(Amounts.of(4, 4)));
    assertThat(get(table, Figure.METADATA, "plan", "paid"), is(Amounts.of(8, 0)));
    assertThat(get(table, Figure.TAG, "", "a"), is(Amounts.of(TRACES, 4)));
    assertThat(get(table, Figure.MODEL, "", "m"), is(Amounts.of(TRACES, 4)));
    assertThat(get(table, Figure.INPUT_LENGTH, "", "<100"), is(Amounts.of(TRACES, 4)));
    assertThat(
        table.leftOut().get(TallyKey.now(Figure.METADATA, "request", "")),
        is(new TallyTable.LeftOut(TRACES, TRACES)));
    Amounts score = table.get(TallyKey.now(Figure.SCORE, "Exact", ""));
    assertThat(score.withFailing(0).count(), is((long) TRACES));
    assertThat(score.failing(), is(4L));
    assertThat(table.get(TallyKey.now(Figure.SCORE, "Other", "")), is(Amounts.NONE));
    Amounts seconds = table.get(TallyKey.now(Figure.SPAN_LATENCY, "chat", ""));
    assertThat(String.valueOf(seconds.sum()), is("66"));
    assertThat(String.valueOf(seconds.greatest()), is("11"));
    checkGapsAndRecords(table);
    return null;
  }

  private static void checkGapsAndRecords(TallyTable table) {
    assertThat(gap(table, Gap.UNSCORED), is(0L));
    assertThat(gap(table, Gap.FAILING_WITHOUT_ISSUE), is(4L));
    assertThat(gap(table, Gap.ISSUE_UNSCORED), is(1L));
    assertThat(gap(table, Gap.UNCAUGHT), is(0L));
    TallyKey paid = TallyKey.now(Figure.METADATA, "plan", CohortValue.ofText("paid"));
    assertThat(table.get(paid.of(Part.DATASET)).count(), is(1L));
    TallyKey none = TallyKey.now(Figure.FACET, "Issues", CohortValue.ofText("none"));
    assertThat(table.get(none.of(Part.DATASET)).count(), is(1L));
  }

  private static long gap(TallyTable table, Gap gap) {
    return table.get(TallyKey.now(Figure.GAP, gap.word(), "")).count();
  }

  private static Amounts get(TallyTable table, Figure figure, String name, String value) {
    return table.get(TallyKey.now(figure, name, CohortValue.ofText(value)));
  }

  @Test
  void talliesSpansTracesAndRecords(TestPipeline pipeline) {
    List<RowVersion> rows = rows();
    Collections.shuffle(rows, new Random(3));

    PCollection<OrderedRow> lines = pipeline.apply(Create.of(rows)).apply(TallyRows.by(PLAN));

    PAssert.that(lines).satisfies(TallyRowsTest::check);
    pipeline.run();
  }

  @Test
  void emptiesItsBookWhenItIsFull() {
    TallyBook book = new TallyBook();
    for (int i = 0; i < TallyBook.LIMIT; i++) {
      assertThat(book.isFull(), is(false));
      book.add(TallyKey.now(Figure.TRACES, "h" + i, ""), false);
    }
    assertThat(book.isFull(), is(true));

    Map<TallyKey, Tally> taken = new HashMap<>();
    book.empty(taken::put);

    assertThat(taken, is(aMapWithSize(TallyBook.LIMIT)));
    assertThat(book.isFull(), is(false));
  }
}
