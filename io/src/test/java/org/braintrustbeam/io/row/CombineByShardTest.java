package org.braintrustbeam.io.row;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.PipelineRunner;
import org.apache.beam.sdk.testing.CrashingRunner;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestPipelineExtension.class)
class CombineByShardTest {
  private static List<String> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> "9a9a50eb-2a6b-4435/row-" + i).toList();
  }

  @ParameterizedTest
  @ValueSource(classes = {DirectRunner.class, CrashingRunner.class})
  void combinesTheValuesOfEachKeyWhateverTheRunner(
      Class<? extends PipelineRunner<PipelineResult>> composedFor, TestPipeline pipeline) {
    List<KV<String, Integer>> values = new ArrayList<>();
    List<KV<String, Integer>> expected = new ArrayList<>();
    for (String key : keys(100)) {
      values.add(KV.of(key, 1));
      values.add(KV.of(key, key.length()));
      expected.add(KV.of(key, 1 + key.length()));
    }
    PCollection<KV<String, Integer>> input = pipeline.apply(Create.of(values));

    pipeline.getOptions().setRunner(composedFor);
    PCollection<KV<String, Integer>> sums =
        input.apply("Sum", CombineByShard.perKey(Sum.ofIntegers()));
    PCollection<KV<String, List<Integer>>> lists = input.apply("Collect", CombineByShard.toLists());
    pipeline.getOptions().setRunner(DirectRunner.class);

    PAssert.that(sums).containsInAnyOrder(expected);
    PAssert.that(lists)
        .satisfies(
            found -> {
              List<Integer> sizes =
                  StreamSupport.stream(found.spliterator(), false)
                      .map(list -> list.getValue().size())
                      .toList();
              assertThat(sizes, equalTo(java.util.Collections.nCopies(100, 2)));
              return null;
            });
    pipeline.run();
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 4096",
    "0, 128",
    "1, 128",
    "128_000, 128",
    "129_000, 256",
    "1_000_000, 1024",
    "100_000_000, 32768",
    "9_223_372_036_854_775_807, 32768"
  })
  void hasMoreShardsForMoreRows(String rows, int shards) {
    assertThat(CombineByShard.shards(Long.parseLong(rows.replace("_", ""))), equalTo(shards));
  }

  @Test
  void keysThatShareAShardAreCombinedApart(TestPipeline pipeline) {
    List<String> keys = keys(20); // more than there are shards

    PCollection<KV<String, Integer>> sums =
        pipeline
            .apply(Create.of(keys.stream().map(key -> KV.of(key, 1)).toList()))
            .apply(CombineByShard.perKey(Sum.ofIntegers()));

    PAssert.that(sums)
        .satisfies(
            found -> {
              List<String> names =
                  StreamSupport.stream(found.spliterator(), false).map(KV::getKey).toList();
              assertThat(names, containsInAnyOrder(keys.toArray()));
              return null;
            });
    pipeline.run();
  }
}
