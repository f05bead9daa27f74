package org.braintrustbeam.transforms.compare;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.braintrustbeam.io.row.RowVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The steps as a pipeline; the rules in them have tests of their own. */
@ExtendWith(TestPipelineExtension.class)
class CompareTrialsTest {
  private final List<RowVersion> rows = new ArrayList<>();

  private CompareTrialsTest row(String experiment, String json) {
    rows.add(RowVersion.scan(experiment, json.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  private CompareTrialsTest root(String experiment, String id, String rest) {
    return row(
        experiment,
        ("{\"id\":\"%1$s\",\"_xact_id\":\"1\",\"span_id\":\"%1$s\",\"root_span_id\":\"%1$s\","
                + "\"is_root\":true%2$s}")
            .formatted(id, rest));
  }

  private CompareTrialsTest score(String experiment, String trace, String rest) {
    return row(
        experiment,
        ("{\"id\":\"s-%1$s\",\"_xact_id\":\"1\",\"span_id\":\"s-%1$s\",\"root_span_id\":\"%1$s\","
                + "\"is_root\":false,\"span_attributes\":{\"name\":\"S\",\"type\":\"score\"}%2$s}")
            .formatted(trace, rest));
  }

  private static String from(String record) {
    return ",\"origin\":{\"object_type\":\"dataset\",\"object_id\":\"d\",\"id\":\""
        + record
        + "\"}";
  }

  private PCollection<KV<String, ComparisonTally>> compared(
      TestPipeline pipeline, String groupedBy) {
    return pipeline
        .apply(Create.of(rows))
        .apply("Trials", ExperimentTrials.withNew("new").groupedBy(groupedBy))
        .apply("Compare", CompareTrials.byCase());
  }

  private void assertTally(
      TestPipeline pipeline, SerializableFunction<ComparisonTally, Boolean> test) {
    PAssert.thatSingleton(compared(pipeline, "").apply("Tally", Values.create()))
        .satisfies(
            found -> {
              assertThat(found.toString(), test.apply(found), is(true));
              return null;
            });
    pipeline.run();
  }

  @Test
  void pairsByRecordElseByInput(TestPipeline pipeline) {
    root("new", "n1", ",\"input\":\"edited since\"" + from("r1"))
        .score("new", "n1", ",\"scores\":{\"S\":1}");
    root("base", "b1", ",\"input\":\"as it was\"" + from("r1"))
        .score("base", "b1", ",\"scores\":{\"S\":0}");
    root("new", "n2", ",\"input\":{\"b\":2,\"a\":1.0}" + from("copied"))
        .score("new", "n2", ",\"scores\":{\"S\":1}");
    root("base", "b2", ",\"input\":{\"a\":1,\"b\":2}")
        .score("base", "b2", ",\"scores\":{\"S\":0.5}");
    root("new", "n3", ",\"input\":3,\"scores\":{\"S\":1}");
    root("base", "b4", ",\"input\":4,\"scores\":{\"S\":1}");

    assertTally(
        pipeline,
        found ->
            found.paired() == 2
                && found.fresh().cases() == 3
                && found.baseline().cases() == 3
                && found.scores().getOrDefault("S", ScoreTally.NONE).sum().doubleValue() == 1.5);
  }

  @Test
  void seesErrorsOfCasesAndOfScorersOnce(TestPipeline pipeline) {
    root("new", "n1", ",\"input\":1,\"error\":\"boom\"");
    root("new", "n2", ",\"input\":2,\"metadata\":{\"scorer_errors\":{\"S\":\"boom\"}}")
        .score("new", "n2", ",\"error\":{\"message\":\"boom\"}");
    root("new", "n3", ",\"input\":3").score("new", "n3", ",\"scores\":{\"S\":\"high\",\"T\":null}");

    assertTally(
        pipeline,
        found ->
            found.fresh().equals(new ArmCases(3, 3, 1, 2))
                && found.scores().getOrDefault("S", ScoreTally.NONE).fresh().errors() == 2
                && found.scores().size() == 1);
  }

  @Test
  void hasNothingToSayOfNoRoots(TestPipeline pipeline) {
    score("new", "n1", ",\"scores\":{\"S\":1}");

    PAssert.that(compared(pipeline, "")).empty();
    pipeline.run();
  }

  @Test
  void countsACaseInTheGroupThatTheNewExperimentNames(TestPipeline pipeline) {
    root("new", "n1", ",\"input\":1,\"metadata\":{\"facet\":\"late\"},\"scores\":{\"S\":1}");
    root("base", "b1", ",\"input\":1,\"metadata\":{\"facet\":\"old\"},\"scores\":{\"S\":0}");
    root("base", "b2", ",\"input\":2,\"metadata\":{\"facet\":\"old\"},\"scores\":{\"S\":1}");
    root("base", "b3", ",\"input\":3,\"metadata\":{\"facet\":3},\"scores\":{\"S\":1}");

    PAssert.that(
            compared(pipeline, "facet")
                .apply(
                    "Counts",
                    MapElements.into(TypeDescriptors.strings())
                        .via(group -> group.getKey() + counts(group.getValue()))))
        .containsInAnyOrder("late 1 1 1", "old 0 1 0", " 0 1 0");
    pipeline.run();
  }

  private static String counts(ComparisonTally tally) {
    return " %d %d %d".formatted(tally.fresh().cases(), tally.baseline().cases(), tally.paired());
  }
}
