package org.braintrustbeam.transforms.curate;

import static org.braintrustbeam.io.row.RowBuilder.row;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.call.CallSource;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The transforms of {@code curate}, each on a few elements. */
@ExtendWith(TestPipelineExtension.class)
class CuratePipelineTest {
  private static final String LONG =
      "My flight from Lisbon to Oslo was cancelled this morning and nobody picks up the phone";

  private static RowVersion scored(String id, String trace, int second, String scores) {
    return row(id)
        .in("p")
        .with("root_span_id", '"' + trace + '"')
        .with("created", "\"2026-06-01T12:00:%02d.000Z\"".formatted(second))
        .with("scores", scores)
        .build();
  }

  private static RowVersion root(String trace, String input) {
    return row(trace + "-row")
        .in("p")
        .with("root_span_id", '"' + trace + '"')
        .with("span_id", '"' + trace + '"')
        .with("is_root", "true")
        .with("input", input)
        .build();
  }

  private static PCollection<String> texts(PCollection<Case> cases) {
    return cases.apply(
        "Texts" + cases.getName().replace('.', '_').replace('/', '_'),
        MapElements.into(TypeDescriptors.strings())
            .via(
                value ->
                    value.id() + " " + value.bucket() + " " + value.score() + " " + value.input()));
  }

  @Test
  void makesCasesOfTheTracesThatFailedOrPassed(TestPipeline pipeline) {
    PCollectionTuple scored =
        pipeline
            .apply(
                Create.of(
                    scored("a", "t1", 1, "{\"right\":0.2}"),
                    scored("b", "t2", 2, "{\"right\":1}"),
                    scored("c", "t2", 3, "{\"right\":0.9,\"kind\":0.8}"),
                    scored("d", "t3", 4, "{\"right\":0.7}"),
                    scored("e", "t4", 5, "{}"),
                    scored("g", " ", 6, "{\"right\":0}"),
                    row("f").in("p").with("scores", "{\"right\":0}").build()))
            .apply(
                ScoredTraces.of(
                    "p", new ScoreRule(List.of(), new BigDecimal("0.5"), new BigDecimal("0.8"))));

    PAssert.that(texts(scored.get(ScoredTraces.CASES)))
        .containsInAnyOrder("flywheel:p:t1 FAILING 0.2 null", "flywheel:p:t2 PASSING 0.8 null");
    PAssert.that(scored.get(ScoredTraces.COUNTS))
        .containsInAnyOrder(
            List.of(
                KV.of("traces_scored", 3L),
                KV.of("traces_failing", 1L),
                KV.of("traces_passing", 1L),
                KV.of("traces_between", 1L)));
    pipeline.run();
  }

  @Test
  void attachesTheInputOfTheTraceAndLeavesOneThatIsThere(TestPipeline pipeline) {
    Case known =
        new Case("x", "t1", "1", RawJson.of("\"mine\""), RawJson.NULL, null, null, null, null);
    Case traceless =
        new Case("t1", null, "2", RawJson.of("\"own\""), RawJson.NULL, null, null, null, null);
    PCollectionTuple attached =
        pipeline
            .apply(
                "Cases",
                Create.of(
                    Case.ofTrace("p", "t1", "3", ScoreBucket.FAILING, "0.1"),
                    Case.ofTrace("p", "t2", "4", ScoreBucket.PASSING, "1"),
                    Case.ofTrace("p", "t3", "5", ScoreBucket.PASSING, "1"),
                    known,
                    traceless))
            .apply(
                AttachInputs.of(
                    pipeline.apply(
                        "Spans",
                        Create.of(root("t1", "{\"q\":1}"), root("t2", "null"), root("t9", "1")))));

    PAssert.that(texts(attached.get(AttachInputs.FOUND)))
        .containsInAnyOrder(
            "flywheel:p:t1 FAILING 0.1 {\"q\":1}", "x null null \"mine\"", "t1 null null \"own\"");
    PAssert.that(texts(attached.get(AttachInputs.MISSING)))
        .containsInAnyOrder("flywheel:p:t2 PASSING 1 null", "flywheel:p:t3 PASSING 1 null");
    pipeline.run();
  }

  @Test
  void takesOutWhatIsNearlyTheSame(TestPipeline pipeline) {
    List<Case> cases = new ArrayList<>();
    for (String text : Cases.differentTexts(30)) {
      cases.add(Cases.of(100 + cases.size(), text));
    }
    cases.add(Cases.of(3, LONG + "."));
    cases.add(Cases.of(1, LONG));
    cases.add(Cases.of(2, LONG + "!"));
    PCollectionTuple parted = pipeline.apply(Create.of(cases)).apply(NearDuplicates.from(0.9));

    PAssert.that(ids(parted.get(NearDuplicates.DISTINCT)))
        .containsInAnyOrder(
            cases.stream()
                .map(Case::id)
                .filter(id -> !id.equals("id-2") && !id.equals("id-3"))
                .toList());
    PAssert.that(duplicates(parted))
        .containsInAnyOrder("id-2 of \"id-1\" in \"t2\"", "id-3 of \"id-1\" in \"t3\"");
    pipeline.run();
  }

  @Test
  void takesOutWhatTheDatasetHasButForItsOwnRows(TestPipeline pipeline) {
    PCollection<RowVersion> dataset =
        pipeline.apply(
            "Dataset",
            Create.of(
                row("id-1").in("d").with("input", JsonMerge.string(LONG).toString()).build(),
                row("bare").in("d").build(),
                row("hand-made").in("d").with("input", "\"How do I use my voucher?\"").build()));
    PCollectionTuple parted =
        pipeline
            .apply(
                "Cases",
                Create.of(
                    Cases.of(1, LONG),
                    Cases.of(0, LONG + "."),
                    Cases.of(3, "how do I use my voucher?"),
                    Cases.of(4, "Which meals are served to Rome?")))
            .apply(NearDuplicates.from(0.9).against(dataset));

    PAssert.that(ids(parted.get(NearDuplicates.DISTINCT))).containsInAnyOrder("id-1", "id-4");
    PAssert.that(duplicates(parted))
        .containsInAnyOrder("id-0 of \"id-1\" in \"t0\"", "id-3 of \"hand-made\" in \"t3\"");
    pipeline.run();
  }

  private static PCollection<String> ids(PCollection<Case> cases) {
    return cases.apply("Ids", MapElements.into(TypeDescriptors.strings()).via(Case::id));
  }

  private static PCollection<String> duplicates(PCollectionTuple parted) {
    return parted
        .get(NearDuplicates.DUPLICATES)
        .apply(
            "Duplicates",
            MapElements.into(TypeDescriptors.strings())
                .via(
                    line ->
                        line.json().field("id").text()
                            + " of "
                            + line.json().field("duplicate_of")
                            + " in "
                            + line.json().field("trace_id")));
  }

  @Test
  void whatTravelsComesBackTheSame() throws Exception {
    Case full =
        new Case(
            "id",
            "t",
            "o",
            RawJson.of("{\"q\":1}"),
            RawJson.of("\"a\""),
            ScoreBucket.PASSING,
            "0.9",
            "model",
            new CallSource("s", "t", "s", "2026", 7));
    Case bare = new Case("id", null, "", RawJson.NULL, RawJson.NULL, null, null, null, null);

    CoderProperties.coderDecodeEncodeEqual(CaseCoder.of(), full);
    CoderProperties.coderDecodeEncodeEqual(CaseCoder.of(), bare);
    CoderProperties.coderDecodeEncodeEqual(CasePartCoder.of(), CasePart.of(full));
    CoderProperties.coderDecodeEncodeEqual(CasePartCoder.of(), CasePart.of(row("r").build()));
    CoderProperties.coderDecodeEncodeEqual(
        CasePartCoder.of(), CasePart.of(new OrderedRow("o", RawJson.EMPTY_OBJECT)));
    CoderProperties.coderDecodeEncodeEqual(SketchCoder.of(), Sketch.of(full).sketch());
    CoderProperties.coderDeterministic(CaseCoder.of(), full, full);
  }
}
