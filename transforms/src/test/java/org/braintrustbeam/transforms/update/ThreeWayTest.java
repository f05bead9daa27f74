package org.braintrustbeam.transforms.update;

import static org.braintrustbeam.io.row.RowBuilder.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowBuilder;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreeWayTest {
  private static final RowKey RECORD = new RowKey("dataset-1", "r1");
  private static final UpdatePlan SKIP =
      new UpdatePlan(Set.copyOf(Correction.FIELDS), false, false);
  private static final UpdatePlan OVERWRITE =
      new UpdatePlan(Set.copyOf(Correction.FIELDS), true, false);

  private static Correction ours(@Nullable String ranOn, String expected) {
    return ours(ranOn, expected, Map.of(), Set.of("expected"), Set.of());
  }

  private static Correction ours(
      @Nullable String ranOn,
      String expected,
      Map<String, String> others,
      Set<String> edited,
      Set<String> editedMetadata) {
    Map<String, RawJson> values = new TreeMap<>();
    values.put("expected", RawJson.of(expected));
    others.forEach((field, json) -> values.put(field, RawJson.of(json)));
    return new Correction(
        RECORD, new RowKey("exp", "t1"), ranOn, 50, values, edited, editedMetadata, null);
  }

  private static RowVersion record(long xactId, String expected) {
    return row("r1").atXact(xactId).with("expected", expected).build();
  }

  /** The whole table: does the record's version, base, ours and theirs make a change or not? */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // record at | base | ours | theirs | verdict
        "10 | 'b' | 'o' | 'b' | CHANGE", // untouched since the run
        "10 | 'x' | 'o' | 'b' | CHANGE", // same version: base is not even looked at
        "10 | 'o' | 'o' | 'o' | UNCHANGED",
        "11 | 'b' | 'o' | 'o' | UNCHANGED", // somebody made the same correction
        "11 | 'b' | 'o' | 'b' | CHANGE", // something else of the record was changed
        "11 | 'b' | 'o' | 't' | CONFLICT",
        "11 | 'b' | 'b' | 't' | CONFLICT", // corrected back to what it was
        "11 | null | 'o' | null | CHANGE",
        "11 | null | 'o' | {} | CHANGE", // nothing is one value
        "11 | {} | null | {} | UNCHANGED",
        "11 | 'b' | null | 'b' | CHANGE", // emptied on purpose
        "11 | 1 | 2 | 1.0 | CHANGE", // numbers compare as values
        "11 | 1 | 2 | 1.01 | CONFLICT",
        "9 | 'b' | 'o' | 't' | CONFLICT", // older than the run: restored meanwhile
        "9 | 'b' | 'o' | 'b' | CHANGE"
      })
  void judgesByBaseOursAndTheirs(long at, String base, String ours, String theirs, String verdict) {
    Correction correction = ours("10", json(ours));
    RowVersion now = record(at, json(theirs));

    assertThat(kind(judge(SKIP, correction, now, record(10, json(base)))), is(verdict));
  }

  private static String json(String cell) {
    return cell.strip().replace('\'', '"');
  }

  private static Verdict judge(
      UpdatePlan plan, Correction ours, @Nullable RowVersion theirs, @Nullable RowVersion base) {
    Verdict first = new ThreeWay(plan).judge(ours, theirs);
    return first instanceof Verdict.NeedsBase && theirs != null
        ? new ThreeWay(plan).judgeWithBase(ours, theirs, base)
        : first;
  }

  private static String kind(Verdict verdict) {
    return verdict.getClass().getSimpleName().toUpperCase(Locale.ROOT);
  }

  private static RowChange change(Verdict verdict) {
    assertThat(verdict, instanceOf(Verdict.Change.class));
    return ((Verdict.Change) verdict).change();
  }

  @Test
  void readsTheBaseOnlyWhereItDecides() {
    assertThat(
        new ThreeWay(SKIP).judge(ours("10", "\"o\""), record(11, "\"t\"")),
        instanceOf(Verdict.NeedsBase.class));
    assertThat(
        new ThreeWay(SKIP).judge(ours("10", "\"o\""), record(10, "\"t\"")),
        instanceOf(Verdict.Change.class));
    assertThat(
        new ThreeWay(OVERWRITE).judge(ours("10", "\"o\""), record(11, "\"t\"")),
        instanceOf(Verdict.Change.class));
  }

  @Test
  void takesTheBaseFromTheAuditEntryIfItIsThere() {
    Correction correction =
        new Correction(
            RECORD,
            new RowKey("exp", "t1"),
            "10",
            50,
            Map.of("expected", RawJson.of("\"o\"")),
            Set.of("expected"),
            Set.of(),
            RawJson.of("\"b\""));

    assertThat(kind(new ThreeWay(SKIP).judge(correction, record(11, "\"b\""))), is("CHANGE"));
    assertThat(
        new ThreeWay(SKIP).judge(correction, record(11, "\"t\"")),
        equalTo(
            new Verdict.Conflict(RawJson.of("\"b\""), RawJson.of("\"o\""), RawJson.of("\"t\""))));
  }

  @Test
  void isAConflictIfTheBaseIsGoneAndTheirsIsSomething() {
    assertThat(
        judge(SKIP, ours("10", "\"o\""), record(11, "\"t\""), null),
        equalTo(new Verdict.Conflict(RawJson.NULL, RawJson.of("\"o\""), RawJson.of("\"t\""))));
  }

  @Test
  void writesUncheckedWithoutAVersionToCheckAgainst() {
    RowChange change = change(new ThreeWay(SKIP).judge(ours(null, "\"o\""), record(99, "\"t\"")));

    assertThat(change.reason(), is(RowChange.Reason.CORRECTED_UNCHECKED));
    assertThat(
        kind(new ThreeWay(SKIP).judge(ours(null, "\"o\""), record(99, "\"o\""))), is("UNCHANGED"));
  }

  @Test
  void withoutAVersionWritesOnlyWhatWasEdited() {
    Correction correction =
        ours(null, "\"o\"", Map.of("input", "\"stale\""), Set.of("expected"), Set.of());

    RowChange change = change(new ThreeWay(SKIP).judge(correction, record(99, "\"t\"")));

    assertThat(
        change.fields().stream().map(FieldChange::name).toList(), equalTo(List.of("expected")));
  }

  @Test
  void leavesOutWhatTheRecordHasAlready() {
    Correction correction =
        ours(
            "10",
            "\"o\"",
            Map.of("input", "{\"q\":1.0}", "metadata", "{\"a\":1}"),
            Set.of("expected"),
            Set.of());
    RowVersion theirs =
        row("r1")
            .atXact(10)
            .with("expected", "\"b\"")
            .with("input", "{\"q\":1}")
            .with("metadata", "{\"a\":1,\"kept\":true}")
            .build();

    RowChange change = change(new ThreeWay(SKIP).judge(correction, theirs));

    assertThat(
        change.fields(),
        equalTo(
            List.of(
                new FieldChange(
                    "expected",
                    RawJson.of("\"b\""),
                    RawJson.of("\"o\""),
                    FieldChange.Mode.REPLACE))));
    assertThat(change.input(), equalTo(RawJson.of("{\"q\":1}")));
    assertThat(change.basedOnXactId(), is(10L));
  }

  @Test
  void mergesMetadataAndReplacesInput() {
    Correction correction =
        ours(
            "10",
            "\"b\"",
            Map.of("input", "{\"q\":2}", "metadata", "{\"a\":2}"),
            Set.of("expected"),
            Set.of());
    RowBuilder theirs = row("r1").atXact(10).with("expected", "\"b\"").with("input", "{\"q\":1}");

    RowChange change =
        change(
            new ThreeWay(SKIP)
                .judge(correction, theirs.with("metadata", "{\"a\":1,\"b\":1}").build()));

    assertThat(
        change.fields().stream().map(FieldChange::name).toList(),
        equalTo(List.of("input", "metadata")));
    assertThat(change.fields().get(0).mode(), is(FieldChange.Mode.REPLACE));
    assertThat(change.fields().get(1).mode(), is(FieldChange.Mode.MERGE));
    assertThat(change.input(), equalTo(RawJson.of("{\"q\":2}")));
  }

  @Test
  void neverWritesAStaleInputOverANewerOne() {
    Correction correction =
        ours("10", "\"o\"", Map.of("input", "{\"q\":1}"), Set.of("expected"), Set.of());
    RowVersion newer =
        row("r1").atXact(11).with("expected", "\"b\"").with("input", "{\"q\":2}").build();

    RowChange change = change(judge(SKIP, correction, newer, record(10, "\"b\"")));

    assertThat(
        change.fields().stream().map(FieldChange::name).toList(), equalTo(List.of("expected")));
  }

  @Test
  void ofANewerRecordWritesOnlyTheMetadataThatWasEdited() {
    Correction correction =
        ours(
            "10",
            "\"o\"",
            Map.of("metadata", "{\"edited\":2,\"stale\":1}"),
            Set.of("expected", "metadata"),
            Set.of("edited"));
    RowVersion newer =
        row("r1")
            .atXact(11)
            .with("expected", "\"o\"")
            .with("metadata", "{\"edited\":1,\"stale\":7}")
            .build();
    RowVersion base = row("r1").atXact(10).with("metadata", "{\"edited\":1,\"stale\":1}").build();

    RowChange change = change(judge(SKIP, correction, newer, base));

    assertThat(change.fields().get(0).after(), equalTo(RawJson.of("{\"edited\":2}")));
    assertThat(change.fields().size(), is(1));
  }

  @Test
  void writesNothingOfARecordWithAConflictInOneField() {
    Correction correction =
        ours("10", "\"o\"", Map.of("input", "1"), Set.of("expected", "input"), Set.of());
    RowVersion newer = row("r1").atXact(11).with("expected", "\"b\"").with("input", "3").build();
    RowVersion base = row("r1").atXact(10).with("expected", "\"b\"").with("input", "2").build();

    assertThat(
        judge(SKIP, correction, newer, base),
        equalTo(
            new Verdict.Conflict(
                RawJson.of("{\"input\":2}"),
                RawJson.of("{\"input\":1}"),
                RawJson.of("{\"input\":3}"))));
  }

  @Test
  void makesADeletedRecordAgainOnlyIfAsked() {
    Correction correction = ours("10", "\"o\"", Map.of("input", "1"), Set.of("expected"), Set.of());

    assertThat(new ThreeWay(SKIP).judge(correction, null), instanceOf(Verdict.Missing.class));
    RowChange change =
        change(
            new ThreeWay(new UpdatePlan(Set.of("expected"), false, true)).judge(correction, null));
    assertThat(change.reason(), is(RowChange.Reason.RECREATED));
    assertThat(change.fields().size(), is(2));
  }

  @Test
  void writesOnlyTheFieldsOfThePlan() {
    Correction correction = ours("10", "\"o\"", Map.of("input", "1"), Set.of("expected"), Set.of());

    RowChange change =
        change(
            new ThreeWay(new UpdatePlan(Set.of("input"), false, false))
                .judge(correction, record(10, "\"b\"")));

    assertThat(change.fields().stream().map(FieldChange::name).toList(), equalTo(List.of("input")));
  }
}
