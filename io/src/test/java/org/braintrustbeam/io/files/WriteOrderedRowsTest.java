package org.braintrustbeam.io.files;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RawJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(TestPipelineExtension.class)
class WriteOrderedRowsTest {
  @TempDir private Path folder;

  @Test
  void readsBackInOrderWhatWasWrittenInAny(TestPipeline pipeline) throws IOException {
    List<OrderedRow> rows = new ArrayList<>();
    List<RawJson> expected = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      expected.add(RawJson.of("{\"n\":" + i + "}"));
      rows.add(new OrderedRow(String.format("%06d", i), expected.get(i)));
    }
    Collections.shuffle(rows, new Random(7));

    pipeline.apply(Create.of(rows)).apply(WriteOrderedRows.to(folder.toString()));
    pipeline.run();

    List<RawJson> found = new ArrayList<>();
    try (OrderedRows merged = OrderedRows.in(folder)) {
      merged.forEachRemaining(found::add);
    }
    assertThat(found, equalTo(expected));
  }

  @Test
  void hasNoRowsWhereNothingWasWritten(TestPipeline pipeline) throws IOException {
    pipeline.run();

    try (OrderedRows merged = OrderedRows.in(folder.resolve("absent"))) {
      assertThat(merged.hasNext(), is(false));
    }
  }
}
