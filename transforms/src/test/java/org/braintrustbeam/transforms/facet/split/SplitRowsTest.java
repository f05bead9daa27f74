package org.braintrustbeam.transforms.facet.split;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toList;
import static org.braintrustbeam.transforms.facet.call.Calls.call;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.braintrustbeam.io.row.RowBuilder;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.braintrustbeam.transforms.facet.row.BuildRow;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.LabelledCall;
import org.braintrustbeam.transforms.facet.row.RowPlan;
import org.braintrustbeam.transforms.facet.row.Side;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestPipelineExtension.class)
class SplitRowsTest {
  private static final RowPlan PLAN = new RowPlan("p", "pid", null, "m", "https://app");
  private static final String SEED = SplitPlan.seed("src", "dst", "set");

  static DatasetRow row(FacetCall call, String expected) {
    return BuildRow.of(new LabelledCall(call, expected, "gpt", Instant.EPOCH), PLAN, null);
  }

  private static DatasetRow row(String root, String id, String facet, String expected) {
    return row(call(root, id, "2026-06-01T00:00:00Z", facet, Bucket.POSITIVE), expected);
  }

  private static SplitPlan exact(double fraction) {
    return new SplitPlan(SplitPlan.Method.EXACT, SEED, fraction, SplitGroup.ROW);
  }

  private static PCollection<String> shown(PCollection<DatasetRow> rows) {
    return rows.apply(
        MapElements.into(TypeDescriptors.strings()).via(made -> made.id() + '=' + sideOf(made)));
  }

  private static String sideOf(DatasetRow row) {
    Side side = row.side();
    return side == null ? "none" : side.word();
  }

  /** The split as it is described, over sorted lists. */
  private static Set<String> reference(List<DatasetRow> rows, double fraction) throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    Map<String, TreeMap<String, String>> groups = new TreeMap<>();
    for (DatasetRow row : rows) {
      String digest =
          HexFormat.of().formatHex(sha256.digest(("src:dst:set:" + row.id()).getBytes(UTF_8)));
      String bucket = row.expected().equals("NONE") ? "negative" : "positive";
      groups
          .computeIfAbsent(row.facetName() + '/' + bucket, key -> new TreeMap<>())
          .put(digest, row.id());
    }
    Set<String> sides = new TreeSet<>();
    groups
        .values()
        .forEach(
            group -> {
              int n = group.size();
              int k =
                  new BigDecimal(n * fraction).setScale(0, RoundingMode.HALF_EVEN).intValueExact();
              k = n <= 1 || fraction == 0 ? 0 : Math.min(Math.max(k, 1), n - 1);
              for (String id : group.values()) {
                sides.add(id + (k-- > 0 ? "=validation" : "=train"));
              }
            });
    return sides;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05, 0.2, 0.35, 0.999})
  void splitsTenThousandRowsLikeThePlainReference(double fraction, TestPipeline pipeline)
      throws Exception {
    List<DatasetRow> rows = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      // Groups of very different sizes, a single row among them.
      String facet = i == 0 ? "single" : i < 4 ? "three" : i % 3 == 0 ? "task" : "issues";
      rows.add(row("r" + i, "span-" + i, facet, i % 7 == 0 ? "NONE" : "found"));
    }
    Set<String> expected = reference(rows, fraction);
    Collections.shuffle(rows, new Random(1));

    PCollection<DatasetRow> split =
        pipeline.apply(Create.of(rows)).apply(SplitRows.by(exact(fraction)));

    PAssert.that(shown(split))
        .satisfies(
            found -> { // containsInAnyOrder would look at each row for each row
              List<String> sorted =
                  StreamSupport.stream(found.spliterator(), false).sorted().collect(toList());
              assertThat(sorted, equalTo(new ArrayList<>(expected)));
              return null;
            });
    pipeline.run();
  }

  private static RowVersion existing(String id, String side) {
    return RowBuilder.row(id).with("metadata", "{\"split\":\"" + side + "\"}").build();
  }

  @Test
  void aRowThatHasASideKeepsItAndCounts(TestPipeline pipeline) {
    List<DatasetRow> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(row("r" + i, "span-" + i, "task", "found"));
    }
    rows.sort(Comparator.comparing(exact(0.3)::digest));
    List<RowVersion> known =
        List.of(
            existing(rows.get(0).id(), "train"),
            existing(rows.get(9).id(), "validation"),
            existing(rows.get(8).id(), "unheard of"));

    PCollection<DatasetRow> split =
        pipeline
            .apply("Rows", Create.of(rows))
            .apply(
                SplitRows.by(exact(0.3))
                    .keepingSidesOf(pipeline.apply("Existing", Create.of(known))));

    // Three of ten: the one that is there already, and the two lowest that are free.
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      boolean held = i == 1 || i == 2 || i == 9;
      expected.add(rows.get(i).id() + (held ? "=validation" : "=train"));
    }
    PAssert.that(shown(split)).containsInAnyOrder(expected);
    pipeline.run();
  }

  @Test
  void aThresholdMovesNoRowThatHasASide(TestPipeline pipeline) {
    DatasetRow first = row("r", "row-36", "task", "found");
    DatasetRow second = row("r", "row-118", "task", "found");
    SplitPlan plan = new SplitPlan(SplitPlan.Method.THRESHOLD, "a:b:c", 0.2, SplitGroup.ROW);

    PCollection<DatasetRow> split =
        pipeline
            .apply("Rows", Create.of(first, second))
            .apply(
                SplitRows.by(plan)
                    .keepingSidesOf(
                        pipeline.apply(
                            "Existing", Create.of(existing("row-118:task", "validation")))));

    PAssert.that(shown(split))
        .containsInAnyOrder("row-36:task=validation", "row-118:task=validation");
    pipeline.run();
  }

  /**
   * The dataset is asked for its rows, takes a while, and has none: the DirectRunner must not wait
   * for a side input that got ready without anything being written to it.
   */
  @ParameterizedTest
  @ValueSource(strings = {"EXACT", "THRESHOLD"})
  @Timeout(20)
  void endsWhereNoRowHasASide(SplitPlan.Method method, TestPipeline pipeline) {
    SplitPlan plan = new SplitPlan(method, "a:b:c", 0.2, SplitGroup.ROW);
    PCollection<DatasetRow> rows =
        pipeline.apply("Rows", Create.of(row("r", "row-118", "task", "found")));
    PCollection<RowVersion> none = rows.apply("LookUp", ParDo.of(new FindNothingFn()));

    PCollection<DatasetRow> split = rows.apply(SplitRows.by(plan).keepingSidesOf(none));

    PAssert.that(shown(split)).containsInAnyOrder("row-118:task=train");
    pipeline.run();
  }

  private static final class FindNothingFn extends DoFn<DatasetRow, RowVersion> {
    @ProcessElement
    public void find(@Element DatasetRow row, OutputReceiver<RowVersion> out)
        throws InterruptedException {
      TimeUnit.MILLISECONDS.sleep(300);
      if (row.side() != null) {
        out.output(existing(row.id(), row.side().word()));
      }
    }
  }

  @Test
  void newRowsOfATraceFollowThoseThatHaveASideIfTheyAgree(TestPipeline pipeline) {
    SplitPlan plan = new SplitPlan(SplitPlan.Method.THRESHOLD, "seed", 0.5, SplitGroup.ROOT_SPAN);
    List<DatasetRow> rows = new ArrayList<>();
    List<RowVersion> known = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      DatasetRow first = row("r" + i, "a" + i, "task", "x");
      DatasetRow second = row("r" + i, "b" + i, "task", "x");
      DatasetRow third = row("r" + i, "c" + i, "task", "x");
      String byDigest = plan.byThreshold(third).word();
      String other = byDigest.equals("train") ? "validation" : "train";
      boolean agree = i % 2 == 0;
      rows.addAll(List.of(first, second, third));
      known.add(existing(first.id(), other));
      known.add(existing(second.id(), agree ? other : byDigest));
      expected.add(first.id() + '=' + other);
      expected.add(second.id() + '=' + (agree ? other : byDigest));
      expected.add(third.id() + '=' + (agree ? other : byDigest));
    }

    PCollection<DatasetRow> split =
        pipeline
            .apply("Rows", Create.of(rows))
            .apply(SplitRows.by(plan).keepingSidesOf(pipeline.apply("Existing", Create.of(known))));

    PAssert.that(shown(split)).containsInAnyOrder(expected);
    pipeline.run();
  }

  @Test
  void countsWhatIsOnBothSides(TestPipeline pipeline) {
    List<DatasetRow> rows =
        List.of(
            row("r1", "a", "task", "x").on(Side.TRAIN),
            row("r1", "b", "issues", "x").on(Side.VALIDATION),
            row("r2", "c", "task", "x").on(Side.TRAIN),
            row("r2", "d", "issues", "x").on(Side.TRAIN),
            withText(row("r3", "e", "task", "x"), "text of r2").on(Side.VALIDATION),
            withText(row("r3", "f", "task", "x"), "else").on(Side.TRAIN),
            withText(row("r4", "g", "task", "x"), "else").on(Side.VALIDATION));

    PCollection<KV<String, Long>> leaks =
        pipeline.apply(Create.of(rows)).apply(CountLeaks.betweenSides());

    // Traces r1 and r3; the texts of r1 and r2, and "else".
    PAssert.that(leaks)
        .containsInAnyOrder(List.of(KV.of(CountLeaks.ROOTS, 2L), KV.of(CountLeaks.TEXTS, 3L)));
    pipeline.run();
  }

  private static DatasetRow withText(DatasetRow row, String text) {
    return new DatasetRow(
        row.id(),
        row.order(),
        row.source(),
        row.facetName(),
        text,
        row.expected(),
        row.bucket(),
        row.splitGroup(),
        row.commonMetadata(),
        row.side());
  }

  @Test
  void tagsAndMetadataSayTheSide() {
    DatasetRow made = row("r", "a", "train", "x").on(Side.TRAIN);

    assertThat(made.tags(), equalTo(List.of("facet-optimizer", "train", "positive")));
    assertThat(made.metadata().field("split").text(), equalTo("train"));
  }

  @Test
  void whatIsBroughtTogetherTravels() throws Exception {
    RowOrSide row = new RowOrSide(row("r", "a", "task", "x"), null);
    RowOrSide side = new RowOrSide(null, Side.VALIDATION);

    CoderProperties.coderDecodeEncodeEqual(RowOrSideCoder.of(), row);
    CoderProperties.coderDecodeEncodeEqual(RowOrSideCoder.of(), side);
    CoderProperties.coderDeterministic(RowOrSideCoder.of(), row, row);
  }
}
