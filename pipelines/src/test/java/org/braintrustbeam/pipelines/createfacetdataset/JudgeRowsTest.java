package org.braintrustbeam.pipelines.createfacetdataset;

import static org.braintrustbeam.io.row.RowBuilder.row;

import java.util.List;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowBuilder;
import org.braintrustbeam.transforms.facet.call.CallSource;
import org.braintrustbeam.transforms.facet.row.DatasetRow;
import org.braintrustbeam.transforms.facet.row.Side;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(TestPipelineExtension.class)
class JudgeRowsTest {
  private static final String EDIT =
      "[{\"_xact_id\":\"9\",\"source\":\"app\","
          + "\"audit_data\":{\"action\":\"merge\",\"path\":[\"expected\"]}}]";

  private static DatasetRow made(String id) {
    return new DatasetRow(
        id + ":task",
        id,
        new CallSource(id, "root", id, null, 0),
        "task",
        "text",
        "Fly home",
        Bucket.POSITIVE,
        null,
        RawJson.of("{\"a\":1}"),
        Side.TRAIN);
  }

  /** What the dataset has after {@link #made} was written to it. */
  private static RowBuilder there(String id) {
    return row(id + ":task")
        .in("d")
        .atXact(7)
        .with("expected", "\"Fly home\"")
        .with("input", "{\"facet_name\":\"task\",\"preprocessed_text\":\"text\"}")
        .with("metadata", "{\"a\":1,\"split\":\"train\",\"mine\":2}")
        .with(
            "origin",
            "{\"object_type\":\"project_logs\",\"object_id\":\"p\",\"id\":\"" + id + "\"}")
        .with("tags", "[\"facet-optimizer\",\"task\",\"positive\",\"train\"]");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void writesWhatIsNewOrOtherAndLeavesWhatAPersonSaid(boolean overwrite, TestPipeline pipeline) {
    PCollectionTuple judged =
        pipeline
            .apply("Rows", Create.of(made("new"), made("same"), made("other"), made("person")))
            .apply(
                new JudgeRows(
                    pipeline.apply(
                        "Existing",
                        Create.of(
                            there("same").build(),
                            there("other").with("expected", "\"Stay\"").build(),
                            there("person")
                                .with("expected", "\"Stay\"")
                                .with("audit_data", EDIT)
                                .build(),
                            there("nobody's").build())),
                    "d",
                    "p",
                    overwrite));

    String byPerson = overwrite ? "change" : "kept";
    PAssert.that(verdicts(judged))
        .containsInAnyOrder(
            "new:task change",
            "same:task unchanged",
            "other:task change",
            "person:task " + byPerson);
    PAssert.that(changes(judged))
        .containsInAnyOrder(
            overwrite
                ? List.of(
                    "new:task 0 [expected, input, metadata, origin, tags]",
                    "other:task 7 [expected]",
                    "person:task 7 [expected]")
                : List.of(
                    "new:task 0 [expected, input, metadata, origin, tags]",
                    "other:task 7 [expected]"));
    pipeline.run();
  }

  private static PCollection<String> verdicts(PCollectionTuple judged) {
    return judged
        .get(JudgeRows.VERDICTS)
        .apply(
            "Verdicts",
            MapElements.into(TypeDescriptors.strings())
                .via(
                    line ->
                        line.json().field("id").text()
                            + " "
                            + line.json().field("verdict").text()));
  }

  private static PCollection<String> changes(PCollectionTuple judged) {
    return judged
        .get(JudgeRows.CHANGES)
        .apply(
            "Changes",
            MapElements.into(TypeDescriptors.strings())
                .via(
                    change ->
                        change.key().rowId()
                            + " "
                            + change.basedOnXactId()
                            + " "
                            + change.fields().stream().map(FieldChange::name).toList()));
  }

  @Test
  void whatIsBroughtTogetherTravels() throws Exception {
    RowAndNow row = new RowAndNow(made("a"), null);
    RowAndNow now = new RowAndNow(null, there("a").build());

    CoderProperties.coderDecodeEncodeEqual(RowAndNowCoder.of(), row);
    CoderProperties.coderDecodeEncodeEqual(RowAndNowCoder.of(), now);
    CoderProperties.coderDeterministic(RowAndNowCoder.of(), row, row);
  }
}
