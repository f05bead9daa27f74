package org.braintrustbeam.transforms.sync;

import static org.braintrustbeam.io.row.RowBuilder.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;

import java.util.ArrayList;
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
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.braintrustbeam.io.row.RowVersion;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestPipelineExtension.class)
class CompareDatasetsTest {
  private static final int INPUTS = 30;

  private static RowVersion record(String dataset, int input, int expected) {
    return row(dataset + input)
        .in(dataset)
        .with("created", "\"2026-06-01T00:00:00Z\"")
        .with("input", Integer.toString(input))
        .with("expected", Integer.toString(expected))
        .atXact(expected)
        .build();
  }

  /** Composed for the runner that needs few shards, and for those that take a shard a key. */
  @ParameterizedTest
  @ValueSource(classes = {DirectRunner.class, CrashingRunner.class})
  void findsTheSameChangesWhateverTheRunner(
      Class<? extends PipelineRunner<PipelineResult>> composedFor, TestPipeline pipeline) {
    List<RowVersion> rows = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int input = 0; input < INPUTS; input++) {
      rows.add(record("a", input, 1));
      rows.add(record("b", input, input % 2 == 0 ? 1 : 2));
      if (input % 2 != 0) {
        expected.add("a" + input + ":=2");
      }
    }
    rows.add(record("b", INPUTS, 1)); // which is in b alone
    SyncPlan plan = new SyncPlan(List.of("a", "b"), List.of("expected"), NewestBy.MODIFIED, false);
    PCollection<RowVersion> input = pipeline.apply(Create.of(rows));

    pipeline.getOptions().setRunner(composedFor);
    PCollectionTuple compared = input.apply("Compare", CompareDatasets.by(plan));
    pipeline.getOptions().setRunner(DirectRunner.class);

    PAssert.that(compared.get(CompareDatasets.UPDATES))
        .satisfies(
            found -> {
              List<String> updates =
                  StreamSupport.stream(found.spliterator(), false)
                      .map(change -> change.key().rowId() + ":=" + change.fields().get(0).after())
                      .toList();
              assertThat(updates, containsInAnyOrder(expected.toArray()));
              return null;
            });
    PAssert.that(compared.get(CompareDatasets.COUNTS))
        .containsInAnyOrder(
            List.of(
                KV.of("a", 30L),
                KV.of("b", 31L),
                KV.of("unique_inputs", 31L),
                KV.of("inputs_in_multiple", 30L),
                KV.of("inputs_with_diffs", 15L)));
    pipeline.run();
  }
}
