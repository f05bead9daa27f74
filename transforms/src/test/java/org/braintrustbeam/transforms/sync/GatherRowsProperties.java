package org.braintrustbeam.transforms.sync;

import static org.braintrustbeam.io.row.RowBuilder.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.sameInstance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.util.CoderUtils;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.keys.InputKey;
import org.junit.jupiter.api.Test;

class GatherRowsProperties {
  private static final RawJson INPUT = RawJson.of("\"q\"");
  private static final String TAKEN = "sync-" + InputKey.of(INPUT);

  @Property
  void decidesTheSameInAnyOrderAndAnyGrouping(
      @ForAll("rows") List<RowVersion> rows,
      @ForAll boolean addMissing,
      @ForAll NewestBy newestBy,
      @ForAll long seed)
      throws Exception {
    SyncPlan plan =
        new SyncPlan(List.of("b", "a", "c", "d"), List.of("expected"), newestBy, addMissing);
    List<SyncRow> travelled = new ArrayList<>();
    for (RowVersion row : rows) {
      SyncRow parsed = SyncRow.parse(row, plan);
      boolean same = parsed.field("input").equals(INPUT);
      travelled.add(CoderUtils.clone(SyncRowCoder.of(), same ? parsed : parsed.standingForItsId()));
    }
    List<SyncRow> shuffled = new ArrayList<>(travelled);
    Collections.shuffle(shuffled, new Random(seed));
    GatherRows gather = new GatherRows(plan);
    GatherRows.Gathered left = gather.createAccumulator();
    GatherRows.Gathered right = gather.createAccumulator();
    for (int i = 0; i < shuffled.size(); i++) {
      gather.addInput(i % 3 == 0 ? left : right, shuffled.get(i));
    }

    SameInput gathered =
        input(plan, gather.extractOutput(gather.mergeAccumulators(List.of(left, right))));
    SameInput whole = input(plan, travelled);

    assertThat(gathered.updates(), equalTo(whole.updates()));
    assertThat(gathered.additions(), equalTo(whole.additions()));
    assertThat(gathered.refusedAdditions(), equalTo(whole.refusedAdditions()));
    assertThat(gathered.isDisputed(), is(whole.isDisputed()));
  }

  private static SameInput input(SyncPlan plan, List<SyncRow> rows) {
    return new SameInput(plan, InputKey.of(INPUT), rows);
  }

  @Provide
  Arbitrary<List<RowVersion>> rows() {
    Arbitrary<RowVersion> row =
        Combinators.combine(
                Arbitraries.of("a", "b", "c"),
                Arbitraries.of("r1", "r2", "r3", TAKEN),
                Arbitraries.of("2026-06-01T00:00:00Z", "2026-06-02T00:00:00Z"),
                Arbitraries.longs().between(1, 3),
                Arbitraries.of("1", "1.0", "2", "null"))
            .as(
                (dataset, id, created, xactId, expected) ->
                    row(id)
                        .in(dataset)
                        .atXact(xactId)
                        .with("created", '"' + created + '"')
                        .with("input", id.equals(TAKEN) ? "\"edited\"" : INPUT.toString())
                        .with("expected", expected)
                        .with("tags", "[\"" + id + "\"]")
                        .build());
    return row.list().ofMinSize(1).ofMaxSize(8).uniqueElements(RowVersion::key);
  }

  @Test
  void keepsEqualValuesOnceAndWhatIsCopiedOfTheNewestAlone() {
    SyncPlan plan = new SyncPlan(List.of("a", "b"), List.of("expected"), NewestBy.MODIFIED, true);
    GatherRows gather = new GatherRows(plan);
    GatherRows.Gathered gathered = gather.createAccumulator();
    for (long version = 1; version <= 3; version++) {
      RowVersion row =
          row("r" + version)
              .in("a")
              .atXact(version)
              .with("input", INPUT.toString())
              .with("metadata", "{\"long\":" + version + "}")
              .build();
      gather.addInput(gathered, SyncRow.parse(row, plan));
    }

    List<SyncRow> rows = gather.extractOutput(gathered);

    assertThat(rows.get(2).field("input"), sameInstance(rows.get(0).field("input")));
    assertThat(
        rows.stream().map(row -> row.field("metadata").isNull()).toList(),
        equalTo(List.of(true, true, false)));
  }
}
