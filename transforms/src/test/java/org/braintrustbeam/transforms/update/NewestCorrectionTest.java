package org.braintrustbeam.transforms.update;

import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class NewestCorrectionTest {
  private static final RowKey RECORD = new RowKey("d", "r");

  private static Correction correction(
      String caseId, long editedAt, String expected, String input, Set<String> edited) {
    return new Correction(
        RECORD,
        new RowKey("exp", caseId),
        "5",
        editedAt,
        Map.of("expected", RawJson.of(expected), "input", RawJson.of(input)),
        edited,
        Set.of(),
        null);
  }

  @Test
  void takesTheLastEditAndCountsTheEditsThatAreLost(TestPipeline pipeline) {
    Set<String> expected = Set.of("expected");
    Correction newest = correction("c1", -1, "1", "1", expected);

    PCollectionTuple split =
        pipeline
            .apply(
                Create.of(
                    correction("c2", 3, "1.0", "2", expected), // says the same where it was edited
                    correction("c3", 4, "7", "1", expected),
                    newest,
                    correction("c4", 9, "1", "2", Set.of("expected", "input"))))
            .apply(NewestCorrection.perRecord());

    UpdateOutcome lost = UpdateOutcome.of(UpdateOutcome.Kind.SUPERSEDED, RECORD);
    PAssert.that(split.get(NewestCorrection.NEWEST)).containsInAnyOrder(newest);
    PAssert.that(split.get(NewestCorrection.SUPERSEDED)).containsInAnyOrder(lost, lost);
    pipeline.run();
  }
}
