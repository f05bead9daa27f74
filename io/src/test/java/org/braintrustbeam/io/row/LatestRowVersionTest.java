package org.braintrustbeam.io.row;

import static org.braintrustbeam.io.row.RowBuilder.row;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class LatestRowVersionTest {
  @Test
  void keepsTheHighestUnsignedVersionOfEachRowOfEachObject(TestPipeline pipeline) {
    RowVersion newest = row("r1").atXact(-1).with("input", "1").build();
    RowVersion elsewhere = row("r1").in("dataset-2").atXact(3).build();

    PCollection<RowVersion> latest =
        pipeline
            .apply(
                Create.of(
                    row("r1").atXact(Long.MAX_VALUE).build(),
                    newest,
                    newest,
                    elsewhere,
                    row("r1").atXact(7).build()))
            .apply(LatestRowVersion.perRow());

    PAssert.that(latest).containsInAnyOrder(newest, elsewhere);
    pipeline.run();
  }

  @Test
  void dropsARowWhoseNewestVersionIsADeletion(TestPipeline pipeline) {
    RowVersion back = row("r2").atXact(9).build();

    PCollection<RowVersion> latest =
        pipeline
            .apply(
                Create.of(
                    row("r1").atXact(7).build(),
                    row("r1").atXact(8).deleted().build(),
                    row("r2").atXact(8).deleted().build(),
                    back))
            .apply(LatestRowVersion.perRow());

    PAssert.that(latest).containsInAnyOrder(back);
    pipeline.run();
  }

  @Test
  void keepsEveryRowOfManyShards(TestPipeline pipeline) {
    List<RowVersion> old = new ArrayList<>();
    List<RowVersion> expected = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      old.add(row("r" + i).atXact(1).build());
      expected.add(row("r" + i).atXact(2).build());
    }
    List<RowVersion> all = new ArrayList<>(expected);
    all.addAll(old);

    PCollection<RowVersion> latest =
        pipeline.apply(Create.of(all)).apply(LatestRowVersion.perRow());

    PAssert.that(latest).containsInAnyOrder(expected);
    pipeline.run();
  }
}
