package org.braintrustbeam.transforms.curate;

import static java.util.Objects.requireNonNull;
import static org.braintrustbeam.io.row.RowBuilder.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowBuilder;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.facet.call.CallSource;
import org.braintrustbeam.transforms.facet.row.RowPlan;
import org.braintrustbeam.transforms.facet.text.Sha256;
import org.braintrustbeam.transforms.json.CanonicalJson;
import org.braintrustbeam.transforms.json.JsonMerge;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseRowTest {
  private static final CuratePlan PLAN = new CuratePlan("p", "flywheel-v1", 0.8, 1);
  private static final String METADATA =
      "{\"source_trace_id\":\"t1\",\"source_project_id\":\"p\",\"production_score\":0.25,"
          + "\"bucket\":\"failing\",\"split\":\"train\",\"labeler_model\":\"m\","
          + "\"flywheel_iteration\":1}";
  private static final String ORIGIN =
      "{\"object_type\":\"project_logs\",\"object_id\":\"p\",\"id\":\"s1\","
          + "\"created\":\"2026-06-01T12:00:00.000Z\",\"_xact_id\":\"7\"}";

  private static Case labelled(String label) {
    return new Case(
            "flywheel:p:t1",
            "t1",
            "o",
            RawJson.of("{\"q\":1.10}"),
            RawJson.NULL,
            ScoreBucket.FAILING,
            "0.25",
            null,
            new CallSource("s1", "t1", "s1", "2026-06-01T12:00:00.000Z", 7))
        .labelled(JsonMerge.string(label), "m");
  }

  private static RowBuilder there() {
    return row("flywheel:p:t1")
        .in("d")
        .atXact(9)
        .with("input", "{\"q\":1.1}")
        .with("expected", "\"four\"")
        .with("metadata", METADATA)
        .with("origin", ORIGIN)
        .with("tags", "[\"production\",\"flywheel-curated\",\"train\",\"failing\"]");
  }

  /** With the digest of input and label, however these are spelled. */
  private static String marked(String label) {
    RawJson content = RawJson.of("{\"input\":{\"q\":1.1},\"expected\":\"" + label + "\"}");
    String digest = Sha256.hex(CanonicalJson.of(content));
    return METADATA.replace("}", ",\"flywheel_sha256\":\"" + digest + "\"}");
  }

  private static @Nullable RowChange change(Case value, @Nullable RowVersion existing) {
    return CaseRow.of(value, PLAN).changeOf("d", existing);
  }

  private static Map<String, String> fields(@Nullable RowChange change) {
    Map<String, String> fields = new TreeMap<>();
    if (change != null) {
      change.fields().forEach(field -> fields.put(field.name(), field.after().toString()));
    }
    return fields;
  }

  @Test
  void aNewRowHasAllOfThisAndNothingElse() {
    RowChange change = requireNonNull(change(labelled("four"), null));

    assertThat(
        fields(change),
        is(
            Map.of(
                "input", "{\"q\":1.10}",
                "expected", "\"four\"",
                "metadata", METADATA,
                "origin", ORIGIN,
                "tags", "[\"production\",\"flywheel-curated\",\"train\",\"failing\"]")));
    assertThat(change.key().rowId(), is("flywheel:p:t1"));
    assertThat(change.key().objectId(), is("d"));
    assertThat(change.source().rowId(), is("s1"));
    assertThat(change.reason(), is(RowChange.Reason.CURATED));
    assertThat(change.basedOnXactId(), is(0L));
  }

  @Test
  void aRowThatIsThereIsNoChange() {
    assertThat(change(labelled("four"), there().build()), is(nullValue()));
  }

  @Test
  void whatSomebodyAddedStays() {
    RowVersion row =
        there()
            .with("metadata", METADATA.replace("}", ",\"mine\":1}"))
            .with("tags", "[\"mine\",\"production\",\"flywheel-curated\",\"train\",\"failing\"]")
            .build();

    assertThat(change(labelled("four"), row), is(nullValue()));
  }

  @Test
  void whatIsWrittenOverHasADigestByWhichItCanBeToldFromAPersons() {
    RowChange change = requireNonNull(change(labelled("five"), there().build()));

    assertThat(fields(change), is(Map.of("expected", "\"five\"", "metadata", marked("five"))));
    assertThat(change.basedOnXactId(), is(9L));
    assertThat(
        change.fields().stream().map(FieldChange::mode).toList(),
        is(List.of(FieldChange.Mode.REPLACE, FieldChange.Mode.MERGE)));
  }

  @Test
  void aLaterRoundAloneIsNoChange() {
    RowChange none =
        CaseRow.of(labelled("four"), new CuratePlan("p", "flywheel-v1", 0.8, 2))
            .changeOf("d", there().build());
    RowChange other =
        CaseRow.of(labelled("five"), new CuratePlan("p", "flywheel-v1", 0.8, 2))
            .changeOf("d", there().build());

    assertThat(none, is(nullValue()));
    assertThat(
        fields(other).get("metadata"),
        is(marked("five").replace("\"flywheel_iteration\":1", "\"flywheel_iteration\":2")));
  }

  @Test
  void aRowThatChangesSidesOrBucketHasOneTagOfEach() {
    RowVersion row =
        there().with("tags", "[\"production\",\"validation\",\"passing\",\"mine\"]").build();

    assertThat(
        fields(change(labelled("four"), row)),
        is(
            Map.of(
                "metadata",
                marked("four"),
                "tags",
                "[\"production\",\"flywheel-curated\",\"train\",\"failing\",\"mine\"]")));
  }

  @Test
  void whatIsNotKnownIsNullAndHasNoTag() {
    Case bare = new Case("a", null, "", RawJson.of("1"), RawJson.of("2"), null, null, null, null);

    Map<String, String> fields = fields(change(bare, null));

    assertThat(
        fields.get("metadata"),
        is(
            "{\"source_trace_id\":null,\"source_project_id\":\"p\",\"production_score\":null,"
                + "\"bucket\":null,\"split\":\"train\",\"labeler_model\":null,"
                + "\"flywheel_iteration\":1}"));
    assertThat(fields.get("tags"), is("[\"production\",\"flywheel-curated\",\"train\"]"));
    assertThat(fields.containsKey("origin"), is(false));
  }

  @Test
  void aCaseWithoutALabelIsNoRow() {
    Case unlabelled = Cases.of(1, "x");

    assertThrows(IllegalArgumentException.class, () -> CaseRow.of(unlabelled, PLAN));
  }

  private static String edit(String source, String field, int xact) {
    return "{\"_xact_id\":\"%d\",\"source\":\"%s\",\"audit_data\":{\"action\":\"merge\",\"path\":[\"%s\"]}}"
        .formatted(xact, source, field);
  }

  @ParameterizedTest
  @CsvSource({
    "app, expected, true",
    "app, input, true",
    "app, metadata, true",
    "app, tags, true",
    "app, comments, false",
    "api, input, true",
    "api, expected, true",
    "api, tags, false",
    "api, metadata, false",
    "api, comments, false"
  })
  void whatAPersonChangedIsTheirs(String source, String field, boolean theirs) {
    RowVersion row = there().with("audit_data", "[" + edit(source, field, 9) + "]").build();

    assertThat(OwnWrites.isPersons(row.json()), is(theirs));
  }

  private static String write(String action, int xact) {
    return "{\"_xact_id\":\"%d\",\"source\":\"api\",\"audit_data\":%s}".formatted(xact, action);
  }

  @Test
  void aLaterWriteThatDoesNotSayWhatItChangedMayBeAPersons() {
    String upsert = "{\"action\":\"upsert\"}";
    String made = write(upsert, 9);

    assertThat(isPersons(made), is(false));
    assertThat(isPersons(write("null", 12), made), is(false));
    assertThat(isPersons(made, write(upsert, 10)), is(true));
    assertThat(isPersons(write("{\"action\":\"merge\"}", 10), made), is(true));
    assertThat(isPersons(write("{\"action\":\"merge\"}", 9), made), is(false));
  }

  private static boolean isPersons(String... audit) {
    String entries = "[" + String.join(",", audit) + "]";
    return OwnWrites.isPersons(there().with("audit_data", entries).build().json());
  }

  @Test
  void whatARunWroteIsNotAPersonsUntilItSaysSomethingElse() {
    RowBuilder rewritten =
        there()
            .with("metadata", marked("five"))
            .with("audit_data", "[" + edit("api", "expected", 9) + "]");

    assertThat(OwnWrites.isPersons(there().build().json()), is(false));
    assertThat(
        OwnWrites.isPersons(rewritten.with("expected", "\"five\"").build().json()), is(false));
    assertThat(OwnWrites.isPersons(rewritten.with("expected", "\"six\"").build().json()), is(true));
  }

  @Test
  void aRowThatNoRunHasMadeIsAPersons() {
    assertThat(OwnWrites.isPersons(there().with("metadata", "{}").build().json()), is(true));
    assertThat(OwnWrites.isPersons(there().with("metadata", "null").build().json()), is(true));
  }

  @Test
  void aLineForReviewHoldsNoLineBreak() {
    Case value =
        new Case(
            "a",
            "t1",
            "",
            RawJson.of("{\"q\":\n\"x\\n\"}"),
            RawJson.NULL,
            ScoreBucket.PASSING,
            "0.9",
            null,
            new CallSource("s1", "t1", "s", null, 7));

    String line =
        new ReviewLine(PLAN, new RowPlan("n", "p", "acme", "", "https://app.example/"))
            .apply(value)
            .json()
            .toString();

    assertThat(
        line,
        is(
            "{\"id\":\"a\",\"trace_id\":\"t1\",\"bucket\":\"passing\",\"production_score\":0.9,"
                + "\"split\":\"train\",\"input\":{\"q\": \"x\\n\"},\"expected\":null,"
                + "\"labeler_model\":null,\"permalink\":\"https://app.example/app/acme/object?"
                + "object_type=project_logs&object_id=p&id=s1\",\"source\":{\"id\":\"s1\","
                + "\"root_span_id\":\"t1\",\"span_id\":\"s\",\"created\":null,\"_xact_id\":\"7\"}}"));
  }
}
