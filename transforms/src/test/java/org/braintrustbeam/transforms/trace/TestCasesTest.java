package org.braintrustbeam.transforms.trace;

import static java.util.stream.Collectors.toList;
import static org.braintrustbeam.io.row.RowBuilder.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.testing.CrashingRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RowBuilder;
import org.braintrustbeam.io.row.RowVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestPipelineExtension.class)
class TestCasesTest {
  private static final String EDIT =
      "[{\"_xact_id\":\"5\",\"audit_data\":{\"action\":\"merge\",\"path\":[\"expected\"]},"
          + "\"source\":\"app\"}]";

  private static RowBuilder root(String trace) {
    return row(trace)
        .with("root_span_id", '"' + trace + '"')
        .with("span_id", '"' + trace + '"')
        .with("is_root", "true");
  }

  private static RowBuilder score(String trace, String id, String scores) {
    return row(id)
        .with("root_span_id", '"' + trace + '"')
        .with("span_id", '"' + id + '"')
        .with("is_root", "false")
        .with("span_attributes", "{\"name\":\"x\",\"type\":\"score\"}")
        .with("scores", scores);
  }

  private static String record(String trace, String rest) {
    return "{\"root_span_id\":\"" + trace + "\"," + rest + "}";
  }

  private static void assertRecords(PCollection<OrderedRow> records, String... expected) {
    PAssert.that(records)
        .satisfies(
            found -> {
              List<String> inOrder =
                  StreamSupport.stream(found.spliterator(), false)
                      .sorted()
                      .map(row -> row.json().toString())
                      .collect(toList());
              assertThat(inOrder, equalTo(Arrays.asList(expected)));
              return null;
            });
  }

  /** Composed for the runner that needs few shards, and for those that take a shard a key. */
  @ParameterizedTest
  @ValueSource(classes = {DirectRunner.class, CrashingRunner.class})
  void joinsTheScoresOfTheTraceWithThoseOfTheRoot(
      Class<? extends PipelineRunner<PipelineResult>> composedFor, TestPipeline pipeline) {
    pipeline.getOptions().setRunner(composedFor);
    PCollection<OrderedRow> records =
        pipeline
            .apply(
                Create.of(
                    root("t1")
                        .with("input", "{\"q\":1.50}")
                        .with("output", "\"o\"")
                        .with("expected", "[1,2]")
                        .with("metadata", "{\"m\":1}")
                        .with("scores", "{\"own\":0.25,\"both\":0}")
                        .with(
                            "origin",
                            "{\"object_type\":\"dataset\",\"object_id\":\"d\",\"id\":\"r\","
                                + "\"_xact_id\":\"9\"}")
                        .build(),
                    score("t1", "s2", "{\"b\":null}")
                        .with("created", "\"2026-06-01T12:00:02Z\"")
                        .build(),
                    score("t1", "s1", "{\"a\":1,\"both\":0.50}")
                        .with("created", "\"2026-06-01T12:00:01Z\"")
                        .build(),
                    score("t1", "s3", "null").build()))
            .apply(TestCases.all());

    pipeline.getOptions().setRunner(DirectRunner.class);

    assertRecords(
        records,
        record(
            "t1",
            "\"input\":{\"q\":1.50},\"output\":\"o\",\"expected\":[1,2],\"metadata\":{\"m\":1},"
                + "\"scores\":{\"own\":0.25,\"both\":0.50,\"a\":1,\"b\":null},"
                + "\"origin\":{\"dataset_id\":\"d\",\"dataset_record_id\":\"r\"}"));
    pipeline.run();
  }

  @Test
  void aRootMayNameItsTraceByAW3cId(TestPipeline pipeline) {
    String trace = "a572842751b2c41a0beb1216188a72e1";
    PCollection<OrderedRow> records =
        pipeline
            .apply(
                Create.of(
                    root(trace).with("span_id", "\"c3a1aa6d30181fb3\"").build(),
                    score(trace, "s1", "{\"a\":1}").build()))
            .apply(TestCases.all());

    assertRecords(
        records,
        record(
            trace,
            "\"input\":null,\"output\":null,\"expected\":null,\"metadata\":{},"
                + "\"scores\":{\"a\":1},\"origin\":null"));
    pipeline.run();
  }

  @Test
  void toleratesNullsAndLeavesOutWhatIsNoTestCase(TestPipeline pipeline) {
    RowVersion bare = root("t1").with("scores", "null").with("metadata", "null").build();
    PCollection<OrderedRow> records =
        pipeline
            .apply(
                Create.of(
                    bare,
                    root("t2").with("is_root", "false").build(),
                    root("t3").with("span_id", "\"other\"").build(),
                    row("t4").with("span_attributes", "null").build(),
                    score("t9", "s1", "{\"a\":1}").build()))
            .apply(TestCases.all());

    assertRecords(
        records,
        record(
            "t1",
            "\"input\":null,\"output\":null,\"expected\":null,\"metadata\":{},\"scores\":{},"
                + "\"origin\":null"));
    pipeline.run();
  }

  @Test
  void keepsOnlyEditedOnesAndMarksThem(TestPipeline pipeline) {
    PCollection<OrderedRow> records =
        pipeline
            .apply(
                Create.of(
                    root("t1").with("audit_data", EDIT).build(),
                    root("t2").with("audit_data", "null").build(),
                    score("t2", "s1", "{\"a\":1}").build()))
            .apply(TestCases.edited(null));

    assertRecords(
        records,
        record(
            "t1",
            "\"input\":null,\"output\":null,\"expected\":null,\"metadata\":{},\"scores\":{},"
                + "\"origin\":null,\"edited\":true"));
    pipeline.run();
  }

  @Test
  void narrowsEditsToTheirSource(TestPipeline pipeline) {
    PCollection<OrderedRow> records =
        pipeline
            .apply(Create.of(root("t1").with("audit_data", EDIT).build()))
            .apply(TestCases.edited("api"));

    PAssert.that(records).empty();
    pipeline.run();
  }

  @Test
  void sortsTheNewestFirstThenByTraceAndKeepsTrialsApart(TestPipeline pipeline) {
    PCollection<String> traces =
        pipeline
            .apply(
                Create.of(
                    root("b").with("created", "\"2026-06-01T12:00:00Z\"").build(),
                    root("a").with("created", "\"2026-06-01T14:00:00+02:00\"").build(),
                    root("c").with("created", "\"2026-06-01T12:00:01Z\"").build(),
                    root("d").build()))
            .apply(TestCases.all())
            .apply(
                MapElements.into(TypeDescriptors.strings())
                    .via(row -> row.order() + row.json().field("root_span_id").text()));

    PAssert.that(traces)
        .satisfies(
            found -> {
              List<String> inOrder =
                  StreamSupport.stream(found.spliterator(), false)
                      .sorted()
                      .map(text -> text.substring(text.length() - 1))
                      .collect(toList());
              assertThat(inOrder, equalTo(List.of("c", "a", "b", "d")));
              return null;
            });
    pipeline.run();
  }
}
