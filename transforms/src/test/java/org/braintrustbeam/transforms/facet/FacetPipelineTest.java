package org.braintrustbeam.transforms.facet;

import static org.braintrustbeam.io.row.RowBuilder.row;
import static org.braintrustbeam.transforms.facet.call.Calls.asked;
import static org.braintrustbeam.transforms.facet.call.Calls.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.braintrustbeam.transforms.facet.call.NewestSpans;
import org.braintrustbeam.transforms.facet.call.ParseFacetCalls;
import org.braintrustbeam.transforms.facet.call.ParsePlan;
import org.braintrustbeam.transforms.facet.definition.CollectPrompts;
import org.braintrustbeam.transforms.facet.definition.FacetPrompt;
import org.braintrustbeam.transforms.facet.definition.PromptVersion;
import org.braintrustbeam.transforms.facet.finalised.AttachFacets;
import org.braintrustbeam.transforms.facet.row.BuildRows;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.LabelledCall;
import org.braintrustbeam.transforms.facet.row.RowPlan;
import org.braintrustbeam.transforms.facet.sample.SampleCalls;
import org.braintrustbeam.transforms.facet.sample.SamplePlan;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.braintrustbeam.transforms.facet.text.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class FacetPipelineTest {
  private static final String SUFFIX =
      "[[{\"role\":\"user\",\"content\":\"extracting a 'Task' facet\"}],"
          + "[{\"role\":\"user\",\"content\":\"What else?\"}]]";

  private static RowVersion span(String id, String root, String input) {
    return row(id)
        .in("project")
        .with("root_span_id", root)
        .with("created", "\"2026-06-01T12:00:00Z\"")
        .with("input", input)
        .build();
  }

  private static RowVersion facets(String id, String root, String created, String facets) {
    return row(id)
        .with("root_span_id", '"' + root + '"')
        .with("created", '"' + created + '"')
        .with("facets", facets)
        .build();
  }

  private static PCollection<String> shown(PCollection<FacetCall> calls) {
    return calls.apply(
        MapElements.into(TypeDescriptors.strings())
            .via(made -> made.rowId() + ' ' + made.weakBucket() + ' ' + made.facetValue()));
  }

  @Test
  void readsCallsAndCountsWhatItCouldNotRead(TestPipeline pipeline) {
    PCollectionTuple parsed =
        pipeline
            .apply(
                Create.of(
                    span("a", "\"r1\"", "{\"user_data\":\"x\",\"suffix_messages\":" + SUFFIX + "}"),
                    span("b", "\"r1\"", "[{\"role\":\"user\",\"content\":\"only data\"}]"),
                    span("c", "\"r2\"", "{}"),
                    span("d", "null", "{}")))
            .apply(ParseFacetCalls.by(ParsePlan.PLAIN));

    PAssert.that(shown(parsed.get(ParseFacetCalls.CALLS)))
        .containsInAnyOrder("a:task UNKNOWN null", "a:facet-2 UNKNOWN null");
    PAssert.that(parsed.get(ParseFacetCalls.ROOT_SPAN_IDS)).containsInAnyOrder("r1", "r1", "r2");
    PAssert.that(parsed.get(ParseFacetCalls.COUNTS))
        .containsInAnyOrder(
            List.of(
                KV.of("candidate_count", 3L),
                KV.of("parsed_call_count", 2L),
                KV.of("no_call:no_prompt", 1L),
                KV.of("no_call:no_messages", 1L),
                KV.of("no_call:no_root_span_id", 1L),
                KV.of("fallback:name_in_prompt", 1L),
                KV.of("fallback:name_by_place", 1L)));
    PAssert.that(ids(parsed.get(ParseFacetCalls.CANDIDATES))).containsInAnyOrder("a", "b", "c");
    pipeline.run();
  }

  private static PCollection<String> ids(PCollection<OrderedRow> lines) {
    return lines.apply(
        "Ids", MapElements.into(TypeDescriptors.strings()).via(FacetPipelineTest::id));
  }

  private static String id(OrderedRow line) {
    return String.valueOf(line.json().field("id").text());
  }

  @Test
  void theNewestSpansAreThoseOfTheLatestInstantsThenTheLowestIds(TestPipeline pipeline) {
    List<RowVersion> rows = new ArrayList<>();
    for (String created :
        List.of("2026-06-01T12:00:00Z", "2026-06-01T14:30:00+02:00", "2026-06-01T13:00:00+00:00")) {
      for (String id : List.of("b", "a")) {
        rows.add(row(id + created.substring(11, 13)).with("created", '"' + created + '"').build());
      }
    }

    PCollection<String> newest =
        pipeline
            .apply(Create.of(rows))
            .apply(NewestSpans.of(3))
            .apply(MapElements.into(TypeDescriptors.strings()).via(made -> made.key().rowId()));

    PAssert.that(newest).containsInAnyOrder("a13", "b13", "a14");
    pipeline.run();
  }

  @Test
  void theNewestFacetsOfATraceGiveTheBucket(TestPipeline pipeline) {
    String created = "2026-06-01T12:00:00Z";
    PCollection<RowVersion> rows =
        pipeline.apply(
            "Facets",
            Create.of(
                facets("f1", "r1", "2026-06-01T12:00:00Z", "{\"Task\":\"old\"}"),
                facets("f2", "r1", "2026-06-01T15:00:00+02:00", "{\"Task\":\"new\"}"),
                facets("f3", "r1", "2026-06-02T12:00:00Z", "null"),
                facets("f4", "r2", "2026-06-02T12:00:00Z", "{\"task\":\"NONE\"}"),
                facets("f5", "r9", "2026-06-02T12:00:00Z", "{\"task\":\"no call\"}")));

    PCollectionTuple attached =
        pipeline
            .apply(
                "Calls",
                Create.of(
                    call("r1", "a", created, "task", Bucket.UNKNOWN),
                    call("r1", "b", created, "mood", Bucket.UNKNOWN),
                    call("r2", "c", created, "task", Bucket.UNKNOWN),
                    call("r3", "d", created, "task", Bucket.UNKNOWN)))
            .apply(AttachFacets.of(rows));

    PAssert.that(shown(attached.get(AttachFacets.CALLS)))
        .containsInAnyOrder(
            "a:task POSITIVE new",
            "b:mood UNKNOWN null",
            "c:task NEGATIVE NONE",
            "d:task UNKNOWN null");
    PAssert.that(attached.get(AttachFacets.FACETS).apply("RowIds", MapElements.via(new RowId())))
        .containsInAnyOrder("f2", "f4", "f5");
    pipeline.run();
  }

  private static final class RowId extends SimpleFunction<OrderedRow, String> {
    @Override
    public String apply(OrderedRow line) {
      return String.valueOf(line.json().field("row_id").text());
    }
  }

  private static FacetCall onDay(int day, String root, String facet, Bucket bucket) {
    return call(root, "id-" + day + root, "2026-06-0" + day + "T00:00:00Z", facet, bucket);
  }

  @Test
  void choosesTheNewestOfEachFacetAndBucket(TestPipeline pipeline) {
    List<FacetCall> calls = new ArrayList<>();
    for (int day = 1; day <= 4; day++) {
      calls.add(onDay(day, "r" + day, "task", Bucket.POSITIVE));
      calls.add(onDay(day, "r" + day, "mood", Bucket.NEGATIVE));
      calls.add(onDay(day, "again", "task", Bucket.POSITIVE));
      calls.add(onDay(day, "q" + day, "task", Bucket.UNKNOWN));
    }

    PCollection<FacetCall> chosen =
        pipeline.apply(Create.of(calls)).apply(SampleCalls.by(SamplePlan.newest(3, 1)));

    PAssert.that(shown(chosen))
        .containsInAnyOrder(
            "id-4again:task POSITIVE positive",
            "id-4r4:task POSITIVE positive",
            "id-3r3:task POSITIVE positive",
            "id-4r4:mood NEGATIVE negative");
    pipeline.run();
  }

  @Test
  void withoutSamplingAllAreTakenButOneARow(TestPipeline pipeline) {
    FacetCall unknown = onDay(1, "r1", "task", Bucket.UNKNOWN);
    PCollection<FacetCall> chosen =
        pipeline
            .apply(
                Create.of(
                    unknown,
                    shadowed(onDay(2, "r1", "task", Bucket.POSITIVE)),
                    onDay(3, "r1", "task", Bucket.POSITIVE)))
            .apply(SampleCalls.all());

    PAssert.that(shown(chosen))
        .containsInAnyOrder("id-1r1:task UNKNOWN unknown", "id-3r1:task POSITIVE positive");
    pipeline.run();
  }

  private static FacetCall shadowed(FacetCall call) {
    return new FacetCall(
        call.source(),
        call.place(),
        true,
        call.facetName(),
        call.prompt(),
        call.preprocessedText(),
        call.messages(),
        call.productionOutput(),
        call.fallbacks(),
        call.splitGroup(),
        call.weakBucket(),
        call.facetValue());
  }

  @Test
  void theFirstPromptOfAFacetStandsForIt(TestPipeline pipeline) {
    PCollection<KV<String, List<PromptVersion>>> prompts =
        pipeline
            .apply(
                Create.of(
                    asked(onDay(1, "r1", "task", Bucket.POSITIVE), "old"),
                    asked(onDay(3, "r3", "task", Bucket.POSITIVE), "new"),
                    asked(onDay(2, "r2", "task", Bucket.POSITIVE), "old"),
                    onDay(1, "r4", "mood", Bucket.NEGATIVE)))
            .apply(CollectPrompts.perFacet());

    PCollection<DatasetRow> rows =
        pipeline
            .apply(
                "Labelled",
                Create.of(
                    new LabelledCall(
                        asked(onDay(1, "r1", "task", Bucket.POSITIVE), "old"),
                        "Fly",
                        "gpt",
                        Instant.EPOCH)))
            .apply(
                BuildRows.by(
                    new RowPlan("p", "pid", null, "m", "https://app"),
                    CollectPrompts.hashes(prompts)));

    PAssert.that(CollectPrompts.lines(prompts).apply("Wordings", MapElements.via(new Wordings())))
        .containsInAnyOrder("task: new 1, old 2", "mood: prompt of mood 1");
    PAssert.that(rows.apply("Hashes", MapElements.via(new PromptHash())))
        .containsInAnyOrder(Sha256.hex("new"));
    pipeline.run();
  }

  private static final class PromptHash extends SimpleFunction<DatasetRow, String> {
    @Override
    public String apply(DatasetRow row) {
      return String.valueOf(row.metadata().field("facet_prompt_sha256").text());
    }
  }

  private static final class Wordings extends SimpleFunction<OrderedRow, String> {
    @Override
    public String apply(OrderedRow line) {
      FacetPrompt prompt = FacetPrompt.ofLine(line.json());
      return prompt.facetName()
          + ": "
          + String.join(
              ", ", prompt.versions().stream().map(v -> v.prompt() + ' ' + v.calls()).toList());
    }
  }

  @Test
  void thePreprocessedTextBecomesASlot(TestPipeline pipeline) {
    PCollection<OrderedRow> lines =
        CollectPrompts.lines(
            pipeline
                .apply(Create.of(onDay(1, "r1", "task", Bucket.POSITIVE)))
                .apply(CollectPrompts.perFacet()));

    PAssert.that(lines.apply(MapElements.via(new FirstMessage())))
        .containsInAnyOrder("see {{preprocessed_text}}");
    pipeline.run();
  }

  private static final class FirstMessage extends SimpleFunction<OrderedRow, String> {
    @Override
    public String apply(OrderedRow line) {
      return FacetPrompt.ofLine(line.json()).first().messages().get(0).content();
    }
  }
}
