package org.braintrustbeam.transforms.facet.row;

import static java.util.Objects.requireNonNull;
import static org.braintrustbeam.transforms.facet.call.Calls.asked;
import static org.braintrustbeam.transforms.facet.call.Calls.call;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.util.CoderUtils;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowBuilder;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.call.FacetCall;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowsTest {
  private static final RowPlan PLAN =
      new RowPlan("chats", "pid", "My Org/1~*", "m1,m2", "https://app.example//");
  private static final FacetCall CALL =
      asked(call("root", "a/b c", "2026-06-01T12:00:00Z", "task", Bucket.POSITIVE), "Why?");

  private static DatasetRow row(String expected) {
    Instant at = Instant.parse("2026-06-02T03:04:05.678Z");
    return BuildRow.of(new LabelledCall(CALL, expected, "gpt-5.4", at), PLAN, "abc");
  }

  @Test
  void hasTheKeysInTheirOrder() {
    DatasetRow row = row("Fly home").on(Side.VALIDATION);

    assertThat(row.id(), is("a/b c:task"));
    assertThat(
        row.input().toString(),
        is("{\"facet_name\":\"task\",\"preprocessed_text\":\"text of root\"}"));
    assertThat(
        row.metadata().toString(),
        is(
            "{\"source_project\":\"chats\",\"source_project_id\":\"pid\","
                + "\"source_org\":\"My Org/1~*\",\"source_model\":\"m1,m2\","
                + "\"source_root_span_id\":\"root\",\"source_span_id\":\"s-a/b c\","
                + "\"source_row_id\":\"a/b c\",\"source_created\":\"2026-06-01T12:00:00Z\","
                + "\"source_weak_bucket\":\"positive\",\"source_facet_value\":\"positive\","
                + "\"source_trace_permalink\":\"https://app.example/app/My%20Org%2F1~%2A/object"
                + "?object_type=project_logs&object_id=pid&id=a%2Fb+c\","
                + "\"production_output\":\"made\",\"facet_prompt_sha256\":\"abc\","
                + "\"ground_truth_model\":\"gpt-5.4\","
                + "\"ground_truth_generated_at\":\"2026-06-02T03:04:05+00:00\","
                + "\"split\":\"validation\"}"));
    assertThat(row.tags(), equalTo(List.of("facet-optimizer", "task", "positive", "validation")));
  }

  @Test
  void theBucketIsThatOfTheLabel() {
    assertThat(row("NONE").tags().get(2), is("negative"));
    assertThat(row("None of them").tags().get(2), is("positive"));
  }

  @Test
  void hasNoLinkWithoutAnOrganisation() {
    assertThat(new RowPlan("p", "pid", null, "m", "https://app").permalink("a"), nullValue());
  }

  @Test
  void refusesAnEmptyLabel() {
    assertThrows(
        IllegalArgumentException.class, () -> new LabelledCall(CALL, "", "m", Instant.EPOCH));
  }

  @Test
  void writesALineAsPythonWould() {
    String line = new RowLine().apply(row("Zürich").on(Side.TRAIN)).json().toString();

    assertThat(
        line.substring(0, line.indexOf("\"ground_truth_model\"")),
        is(
            "{\"expected\": \"Z\\u00fcrich\", \"id\": \"a/b c:task\", \"input\": {\"facet_name\":"
                + " \"task\", \"preprocessed_text\": \"text of root\"}, \"metadata\":"
                + " {\"facet_prompt_sha256\": \"abc\", \"ground_truth_generated_at\":"
                + " \"2026-06-02T03:04:05+00:00\", "));
    assertThat(
        line.substring(line.indexOf("\"tags\"")),
        is("\"tags\": [\"facet-optimizer\", \"task\", \"positive\", \"train\"]}"));
  }

  @Test
  void travels() throws Exception {
    DatasetRow row = row("x").on(Side.TRAIN);
    LabelledCall labelled = new LabelledCall(CALL, "x", "m", Instant.ofEpochSecond(3, 4));

    assertThat(CoderUtils.clone(DatasetRowCoder.of(), row), equalTo(row));
    assertThat(CoderUtils.clone(DatasetRowCoder.of(), row("x")), equalTo(row("x")));
    assertThat(CoderUtils.clone(LabelledCallCoder.of(), labelled), equalTo(labelled));
  }

  private static RowVersion existing(String tags, String metadata, DatasetRow row) {
    return RowBuilder.row("a/b c:task")
        .atXact(9)
        .with("input", row.input().toString())
        .with("expected", "\"old\"")
        .with("tags", tags)
        .with("metadata", metadata)
        .with(
            "origin",
            "{\"object_type\":\"project_logs\",\"object_id\":\"pid\",\"id\":\"a/b c\","
                + "\"created\":\"2026-06-01T12:00:00Z\",\"_xact_id\":\"7\"}")
        .build();
  }

  @Test
  void aNewRowSetsEverythingAndSaysWhereItComesFrom() {
    RowChange change = requireNonNull(RowUpsert.of(row("x").on(Side.TRAIN), "ds", "pid", null));

    assertThat(change.key(), equalTo(new RowKey("ds", "a/b c:task")));
    assertThat(change.source(), equalTo(new RowKey("pid", "a/b c")));
    assertThat(change.basedOnXactId(), is(0L));
    assertThat(
        change.fields().stream().map(FieldChange::name).toList(),
        equalTo(List.of("expected", "input", "metadata", "origin", "tags")));
    assertThat(
        change.fields().get(3).after().toString(),
        is(
            "{\"object_type\":\"project_logs\",\"object_id\":\"pid\",\"id\":\"a/b c\","
                + "\"created\":\"2026-06-01T12:00:00Z\",\"_xact_id\":\"7\"}"));
  }

  @Test
  void changesWhatDiffersAndKeepsWhatPeopleAdded() {
    DatasetRow row = row("x").on(Side.TRAIN);
    RowVersion existing =
        existing(
            "[\"facet-optimizer\",\"task\",\"negative\",\"validation\",\"checked\"]",
            "{\"note\":1,\"split\":\"validation\"}",
            row);

    RowChange change = requireNonNull(RowUpsert.of(row, "ds", "pid", existing));

    assertThat(change.basedOnXactId(), is(9L));
    assertThat(
        change.fields().stream().map(field -> field.name() + ' ' + field.mode()).toList(),
        equalTo(List.of("expected REPLACE", "metadata MERGE", "tags REPLACE")));
    assertThat(
        change.fields().get(2).after().toString(),
        is("[\"facet-optimizer\",\"task\",\"positive\",\"train\",\"checked\"]"));
  }

  @Test
  void aRowThatSaysTheSameIsNotWritten() {
    DatasetRow row = row("old").on(Side.TRAIN);
    String metadata = row.metadata().toString();
    RowVersion existing =
        existing(
            "[\"facet-optimizer\",\"task\",\"positive\",\"train\",\"checked\"]",
            metadata.substring(0, metadata.length() - 1) + ",\"note\":1}",
            row);

    assertThat(RowUpsert.of(row, "ds", "pid", existing), nullValue());
  }

  private static String edit(int xactId, String path) {
    return "{\"_xact_id\":\"%d\",\"audit_data\":{\"action\":\"merge\",\"path\":[%s]}}"
        .formatted(xactId, path);
  }

  @ParameterizedTest
  @CsvSource({
    "false, 0, 0, 0", // nobody edited it
    "true, 3, 0, 0", // a person did
    "true, 3, 2, 0", // a person, after a run had written it anew
    "false, 3, 3, 0", // a run
    "false, 5, 5, 4", // a run, over what a person had said
  })
  void aPersonsLabelIsAnEditThatIsNoRuns(
      boolean persons, int expected, int metadata, int expectedBefore) {
    List<String> entries = new ArrayList<>();
    entries.add("{\"_xact_id\":\"1\",\"audit_data\":{\"action\":\"upsert\"}}");
    if (expected > 0) {
      entries.add(edit(expected, "\"expected\""));
    }
    if (metadata > 0) {
      entries.add(edit(metadata, "\"metadata\",\"ground_truth_generated_at\""));
    }
    if (expectedBefore > 0) {
      entries.add(edit(expectedBefore, "\"expected\""));
    }

    RawJson row = RawJson.of("{\"audit_data\":[" + String.join(",", entries) + "]}");

    assertThat(PersonsLabel.isIn(row), is(persons));
  }

  @Test
  void whoCorrectsMetadataAlongWithTheLabelIsAPersonToo() {
    String entries = edit(4, "\"expected\"") + "," + edit(4, "\"metadata\",\"why\"");
    RawJson row = RawJson.of("{\"audit_data\":[" + entries + "]}");

    assertThat(PersonsLabel.isIn(row), is(false));
    assertThat(
        PersonsLabel.isIn(
            RawJson.of(row.toString().replace("\"_xact_id\"", "\"source\":\"app\",\"_xact_id\""))),
        is(true));
  }
}
