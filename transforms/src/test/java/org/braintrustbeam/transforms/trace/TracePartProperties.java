package org.braintrustbeam.transforms.trace;

import static org.braintrustbeam.io.row.RowBuilder.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.beam.sdk.util.CoderUtils;
import org.braintrustbeam.io.row.OrderedRow;
import org.braintrustbeam.io.row.RowBuilder;

class TracePartProperties {
  /**
   * What a trace has.
   *
   * @param own the root's scores
   * @param spans the scores of each span, oldest first
   */
  private record Scores(Map<String, Integer> own, List<Map<String, Integer>> spans) {}

  @Property(tries = 300)
  void putsTheScoresOfTheSpansOverThoseOfTheRootInAnyOrder(
      @ForAll("scores") Scores scores, @ForAll long seed) throws Exception {
    List<TracePart> parts = new ArrayList<>();
    parts.add(TestCase.of(Span.of(root("r").with("scores", json(scores.own())).build()), true));
    for (int i = 0; i < scores.spans().size(); i++) {
      parts.add(TestCase.ofScoreSpan(span(i, json(scores.spans().get(i)))));
    }
    Collections.shuffle(parts, new Random(seed));
    List<TracePart> travelled = new ArrayList<>();
    for (TracePart part : parts) {
      travelled.add(CoderUtils.clone(TracePartCoder.of(), part));
    }

    List<OrderedRow> records = TracePart.records("t", travelled);

    assertThat(records.size(), is(1));
    Map<String, Integer> all = new LinkedHashMap<>(scores.own());
    scores.spans().forEach(all::putAll);
    assertThat(
        records.get(0).json().toString(),
        equalTo(
            "{\"root_span_id\":\"t\",\"input\":\"\u00e4\",\"output\":null,\"expected\":1.50,"
                + "\"metadata\":{},\"scores\":"
                + json(all)
                + ",\"origin\":null,\"edited\":true}"));
  }

  /** Where a service returns all rows to both reads of an experiment, each row comes twice. */
  @Example
  void aRowThatComesTwiceMakesOneRecord() {
    TracePart root = TestCase.of(Span.of(root("r").build()), false);
    TracePart again = TestCase.of(Span.of(root("r").build()), false);
    TracePart trial = TestCase.of(Span.of(root("r2").build()), false);
    TracePart score = TestCase.ofScoreSpan(span(1, "{\"a\":1}"));

    List<OrderedRow> twice = TracePart.records("t", List.of(root, score, trial, again, score));

    assertThat(twice, equalTo(TracePart.records("t", List.of(root, score, trial))));
    assertThat(twice.size(), is(2));
  }

  private static RowBuilder root(String id) {
    return row(id)
        .with("root_span_id", "\"t\"")
        .with("span_id", "\"t\"")
        .with("is_root", "true")
        .with("input", "\"\u00e4\"")
        .with("expected", "1.50");
  }

  private static Span span(int number, String scores) {
    return Span.of(
        row("s" + number)
            .with("created", "\"2026-06-01T12:00:%02dZ\"".formatted(number))
            .with("scores", scores)
            .build());
  }

  private static String json(Map<String, Integer> scores) {
    return scores.entrySet().stream()
        .map(score -> "\"" + score.getKey() + "\":" + score.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Provide
  Arbitrary<Scores> scores() {
    Arbitrary<Map<String, Integer>> some =
        Arbitraries.maps(Arbitraries.of("a", "b", "\u00fc", "x y"), Arbitraries.integers())
            .ofMaxSize(3);
    return Combinators.combine(some, some.list().ofMaxSize(4)).as(Scores::new);
  }
}
