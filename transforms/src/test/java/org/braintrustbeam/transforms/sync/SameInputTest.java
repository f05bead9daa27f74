package org.braintrustbeam.transforms.sync;

import static org.braintrustbeam.io.row.RowBuilder.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.util.List;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowBuilder;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowKey;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.keys.InputKey;
import org.junit.jupiter.api.Test;

class SameInputTest {
  private static final RawJson INPUT = RawJson.of("\"q\"");
  private static final SyncPlan PLAN = plan(NewestBy.CREATED, false, "expected");

  private static SyncPlan plan(NewestBy newestBy, boolean addMissing, String... fields) {
    return new SyncPlan(List.of("b", "a", "c"), List.of(fields), newestBy, addMissing);
  }

  private static RowBuilder in(String dataset, String id, String created, String expected) {
    return row(id)
        .in(dataset)
        .with("input", INPUT.toString())
        .with("created", '"' + created + '"')
        .with("expected", expected);
  }

  private static SameInput same(SyncPlan plan, RowVersion... rows) {
    GatherRows gather = new GatherRows(plan);
    GatherRows.Gathered gathered = gather.createAccumulator();
    for (RowVersion row : rows) {
      SyncRow parsed = SyncRow.parse(row, plan);
      boolean same = InputKey.of(parsed.field("input")).equals(InputKey.of(INPUT));
      gather.addInput(gathered, same ? parsed : parsed.standingForItsId());
    }
    return new SameInput(plan, InputKey.of(INPUT), gather.extractOutput(gathered));
  }

  private static List<String> updated(SameInput input) {
    return input.updates().stream()
        .map(
            change ->
                change.key().objectId()
                    + "/"
                    + change.key().rowId()
                    + ":="
                    + change.fields().get(0).after())
        .toList();
  }

  @Test
  void givesTheOthersTheAnswerOfTheNewestByInstantNotByText() {
    SameInput input =
        same(
            PLAN,
            in("a", "r1", "2026-06-01T14:00:00+02:00", "1").build(),
            in("b", "r2", "2026-06-01T12:30:00Z", "2").build(),
            in("c", "r3", "2026-05-01T00:00:00Z", "2.0").build());

    assertThat(updated(input), contains("a/r1:=2"));
    assertThat(input.updates().get(0).source(), equalTo(new RowKey("b", "r2")));
    assertThat(
        input.updates().get(0).fields(),
        contains(
            new FieldChange(
                "expected", RawJson.of("1"), RawJson.of("2"), FieldChange.Mode.REPLACE)));
  }

  @Test
  void bringsEveryRowOfADatasetInLine() {
    SameInput input =
        same(
            PLAN,
            in("a", "r1", "2026-06-01T00:00:00Z", "1").build(),
            in("a", "r2", "2026-06-02T00:00:00Z", "2").build(),
            in("b", "r3", "2026-06-03T00:00:00Z", "3").build());

    assertThat(updated(input), contains("a/r1:=3", "a/r2:=3"));
  }

  @Test
  void leavesAloneWhatOneDatasetAloneHas() {
    SameInput input =
        same(
            PLAN,
            in("a", "r1", "2026-06-01T00:00:00Z", "1").build(),
            in("a", "r2", "2026-06-02T00:00:00Z", "2").build());

    assertThat(input.isInSeveral(), is(false));
    assertThat(input.isDisputed(), is(false));
    assertThat(input.updates(), is(empty()));
  }

  @Test
  void decidesTiesByVersionThenByTheCommandLineThenByTheLowerId() {
    String time = "2026-06-01T00:00:00Z";

    assertThat(
        updated(
            same(
                PLAN,
                in("b", "r1", time, "1").atXact(1).build(),
                in("a", "r2", time, "2").atXact(-1).build())),
        contains("b/r1:=2"));
    assertThat(
        updated(same(PLAN, in("a", "r1", time, "1").build(), in("b", "r2", time, "2").build())),
        contains("a/r1:=2"));
    assertThat(
        updated(
            same(
                PLAN,
                in("b", "r9", time, "9").build(),
                in("b", "r1", time, "1").build(),
                in("a", "r5", time, "5").build())),
        contains("a/r5:=1", "b/r9:=1"));
  }

  @Test
  void canTakeTheRowThatWasWrittenLastAndSaysWhereThatDiffers() {
    RowVersion editedLater = in("a", "r1", "2026-06-01T00:00:00Z", "1").atXact(9).build();
    RowVersion younger = in("b", "r2", "2026-06-02T00:00:00Z", "2").atXact(5).build();

    SameInput byCreated = same(PLAN, editedLater, younger);
    SameInput byModified = same(plan(NewestBy.MODIFIED, false, "expected"), editedLater, younger);

    assertThat(updated(byCreated), contains("a/r1:=2"));
    assertThat(updated(byModified), contains("b/r2:=1"));
    assertThat(byCreated.isDisputed(), is(true));
    assertThat(byModified.isDisputed(), is(true));
  }

  @Test
  void hasNoDisputeWhereBothWinnersSayTheSame() {
    assertThat(
        same(
                PLAN,
                in("a", "r1", "2026-06-01T00:00:00Z", "1").atXact(9).build(),
                in("b", "r2", "2026-06-02T00:00:00Z", "1.0").atXact(5).build())
            .isDisputed(),
        is(false));
  }

  @Test
  void takesNoAnswerForOneValue() {
    assertThat(
        same(
                PLAN,
                in("a", "r1", "2026-06-01T00:00:00Z", "null").build(),
                in("b", "r2", "2026-06-02T00:00:00Z", "{}").build())
            .updates(),
        is(empty()));
  }

  @Test
  void takesAnEmptyListForAnAnswer() {
    assertThat(
        updated(
            same(
                PLAN,
                in("a", "r1", "2026-06-01T00:00:00Z", "null").build(),
                in("b", "r2", "2026-06-02T00:00:00Z", "[]").build())),
        contains("a/r1:=[]"));
  }

  @Test
  void comparesTheFieldsOfThePlanAndReplacesThemWhole() {
    SameInput input =
        same(
            plan(NewestBy.CREATED, false, "tags", "metadata"),
            in("a", "r1", "2026-06-01T00:00:00Z", "1")
                .with("tags", "[\"x\"]")
                .with("metadata", "{}")
                .build(),
            in("b", "r2", "2026-06-02T00:00:00Z", "2").with("tags", "[]").build());

    assertThat(
        input.updates().get(0).fields(),
        contains(
            new FieldChange(
                "tags", RawJson.of("[\"x\"]"), RawJson.of("[]"), FieldChange.Mode.REPLACE)));
  }

  @Test
  void addsTheInputWhereItIsMissingUnderAnIdMadeOfIt() {
    SyncPlan plan = plan(NewestBy.CREATED, true, "expected");
    RowVersion only =
        in("a", "r1", "2026-06-01T00:00:00Z", "1").with("tags", "[\"x\"]").atXact(7).build();

    List<RowChange> additions = same(plan, only).additions();

    assertThat(
        additions.stream().map(RowChange::key).toList(),
        contains(
            new RowKey("b", "sync-" + InputKey.of(INPUT)),
            new RowKey("c", "sync-" + InputKey.of(INPUT))));
    assertThat(
        additions.get(0).fields().stream().map(FieldChange::name).toList(),
        contains("created", "expected", "input", "origin", "tags"));
    assertThat(same(PLAN, only).additions(), is(empty()));
  }

  @Test
  void doesNotAddOverARowWhoseInputWasEditedSince() {
    SyncPlan plan = plan(NewestBy.CREATED, true, "expected");
    RowVersion only = in("a", "r1", "2026-06-01T00:00:00Z", "1").build();
    RowVersion squatter =
        row("sync-" + InputKey.of(INPUT)).in("b").with("input", "\"edited\"").build();

    SameInput input = same(plan, only, squatter);

    assertThat(input.isInSeveral(), is(false));
    assertThat(
        input.additions().stream().map(change -> change.key().objectId()).toList(), contains("c"));
    assertThat(
        input.refusedAdditions().stream().map(reject -> reject.key().objectId()).toList(),
        contains("b"));
    assertThat(same(plan, squatter).isEmpty(), is(true));
  }
}
