package org.braintrustbeam.transforms.curate;

import static java.util.Objects.requireNonNull;
import static org.braintrustbeam.io.row.RowBuilder.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowBuilder;
import org.braintrustbeam.io.row.RowVersion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RootInputTest {
  private static final String NOON = "2026-06-01T12:00:0%d.000Z";

  private static RowBuilder span(String id, int second) {
    return row(id)
        .in("p")
        .atXact(7)
        .with("span_id", "\"" + id + "\"")
        .with("root_span_id", "\"t\"")
        .with("created", '"' + NOON.formatted(second) + '"');
  }

  private static RowBuilder root(String id, int second) {
    return span(id, second).with("is_root", "true");
  }

  private static RowBuilder typed(String id, int second, String type) {
    return span(id, second).with("span_attributes", "{\"type\":\"" + type + "\"}");
  }

  private static @Nullable RootInput of(RowBuilder... spans) {
    return RootInput.of(Arrays.stream(spans).map(RowBuilder::build).toList());
  }

  private static void assertTakes(String id, String input, RowBuilder... spans) {
    List<RowVersion> all = new ArrayList<>(Arrays.stream(spans).map(RowBuilder::build).toList());
    for (int i = 0; i < 6; i++) {
      Collections.shuffle(all, new Random(i));
      RootInput found = requireNonNull(RootInput.of(all));
      assertThat(found.source().id(), is(id));
      assertThat(found.input().toString(), is(input));
    }
  }

  @Test
  void ofALongTraceOneSpanIsKept() {
    List<CasePart> parts = new ArrayList<>();
    parts.add(CasePart.of(Cases.of(1, "x")));
    for (int i = 0; i < 500; i++) {
      parts.add(
          CasePart.of(typed("s" + i, i == 321 ? 1 : 2, "llm").with("input", "\"q\"").build()));
    }
    for (int i = 0; i < 3; i++) {
      Collections.shuffle(parts, new Random(i));
      GatherTrace gather = new GatherTrace();
      GatherTrace.Parts some = gather.createAccumulator();
      parts.forEach(part -> gather.addInput(some, part));
      List<CasePart> kept = gather.extractOutput(gather.mergeAccumulators(List.of(some)));

      assertThat(CasePart.cases(kept).size(), is(1));
      assertThat(
          CasePart.rows(kept).stream().map(row -> row.key().rowId()).toList(), is(List.of("s321")));
    }
  }

  @Test
  void takesTheInputOfTheRoot() {
    assertTakes(
        "t",
        "{\"q\":1.10}",
        typed("early", 0, "llm").with("input", "\"no\""),
        root("t", 5).with("input", "{\"q\":1.10}"),
        typed("late", 9, "llm").with("input", "\"no\""));
  }

  @Test
  void ofSeveralRootsTheOneThatNamesItselfGoesFirst() {
    assertTakes("t", "2", root("other", 0).with("input", "1"), root("t", 5).with("input", "2"));
  }

  @Test
  void ofImportedRootsTheOldestGoesFirst() {
    assertTakes("r2", "2", root("r1", 5).with("input", "1"), root("r2", 3).with("input", "2"));
    assertTakes("r1", "1", root("r1", 3).with("input", "1"), root("r2", 3).with("input", "2"));
  }

  @Test
  void aRootWithAnInputGoesBeforeOneWithout() {
    assertTakes("r2", "2", root("t", 1).with("input", "null"), root("r2", 3).with("input", "2"));
  }

  @Test
  void theOldestSpanStandsInForARootWithoutInput() {
    assertTakes(
        "b",
        "2",
        root("t", 0).with("input", "{}"),
        typed("c", 4, "tool").with("input", "3"),
        typed("b", 2, "task").with("input", "2"));
  }

  @ParameterizedTest
  @CsvSource({"score", "review", "automation", "facet", "preprocessor", "classifier"})
  void whatWasMadeAfterwardsNeverStandsIn(String type) {
    assertTakes(
        "b",
        "2",
        typed("a", 0, type).with("input", "1"),
        typed("b", 2, "llm").with("input", "2"),
        root("t", 5));
    assertThat(of(typed("a", 0, type).with("input", "1")), is(nullValue()));
  }

  @ParameterizedTest
  @CsvSource({"scorer", "facet"})
  void whatAModelWasAskedAboutTheTraceNeverStandsIn(String purpose) {
    RowBuilder judge =
        span("a", 0)
            .with("input", "1")
            .with("span_attributes", "{\"type\":\"llm\",\"purpose\":\"" + purpose + "\"}");

    assertTakes("b", "2", judge, typed("b", 2, "llm").with("input", "2"));
  }

  @Test
  void aSpanWithoutATimeGoesLast() {
    RowBuilder timeless = row("a").in("p").with("root_span_id", "\"t\"").with("input", "1");

    assertTakes("b", "2", timeless, span("b", 9).with("input", "2"));
  }

  @Test
  void withoutAnInputTheRootIsStillKnown() {
    RootInput found = requireNonNull(of(root("t", 0), typed("a", 1, "llm")));

    assertThat(found.source().id(), is("t"));
    assertThat(RootInput.isEmpty(found.input()), is(true));
  }

  @Test
  void saysWhichVersionOfTheSpanItIs() {
    RootInput found = requireNonNull(of(root("t", 0).with("input", "1")));

    assertThat(found.source().xactId(), is(7L));
    assertThat(found.source().rootSpanId(), is("t"));
    assertThat(found.source().created(), is("2026-06-01T12:00:00.000Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | true",
        "\"\" | true",
        "\" \\n\" | true",
        "{} | true",
        "[] | true",
        "[ ] | true",
        "0 | false",
        "false | false",
        "\"x\" | false",
        "[null] | false",
        "{\"a\":null} | false"
      })
  void knowsWhichInputsSayNothing(String input, boolean empty) {
    assertThat(RootInput.isEmpty(RawJson.of(input)), is(empty));
  }
}
