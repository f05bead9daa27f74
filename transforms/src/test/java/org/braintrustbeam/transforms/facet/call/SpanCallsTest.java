package org.braintrustbeam.transforms.facet.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.CoderUtils;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.transforms.facet.finalised.FinalValue;
import org.braintrustbeam.transforms.facet.text.Bucket;
import org.braintrustbeam.transforms.facet.text.PythonJson;
import org.braintrustbeam.transforms.json.JsonValue;
import org.braintrustbeam.transforms.json.JsonValue.Str;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans, and the calls that they hold by the rules; both written by hand. */
class SpanCallsTest {
  private static List<RawJson> lines(String file) throws IOException {
    String name = "/org/braintrustbeam/transforms/facet/" + file;
    try (InputStream in = SpanCallsTest.class.getResourceAsStream(name)) {
      return new String(requireNonNull(in).readAllBytes(), UTF_8).lines().map(RawJson::of).toList();
    }
  }

  static Stream<Arguments> spans() throws IOException {
    List<RawJson> spans = lines("spans.jsonl");
    List<RawJson> calls = lines("calls.jsonl");
    return IntStream.range(0, spans.size())
        .mapToObj(
            i ->
                Arguments.of(
                    spans.get(i).field("row").field("id").toString(), spans.get(i), calls.get(i)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spans")
  void parsesASpanAsTheRulesSay(String id, RawJson line, RawJson expected) throws Exception {
    JsonValue wanted = JsonValue.of(expected);
    List<NoCall> reasons = new ArrayList<>();

    FacetSpan span = FacetSpan.read(line.field("row"), 7, reasons::add);
    SpanCalls parsed =
        span == null
            ? new SpanCalls(List.of(), reasons.get(0))
            : SpanCalls.of(span, ParsePlan.PLAIN);

    List<JsonValue> calls = new ArrayList<>();
    for (FacetCall call : parsed.calls()) {
      FacetCall travelled = CoderUtils.clone(FacetCallCoder.of(), call);
      assertThat(travelled, equalTo(call));
      calls.add(shown(FinalValue.attach(travelled, JsonValue.of(line.field("facets")))));
    }
    assertThat(new JsonValue.Arr(calls), equalTo(wanted.member("calls")));
    assertThat(reason(parsed), equalTo(wanted.member("no_call")));
  }

  private static JsonValue reason(SpanCalls parsed) {
    NoCall reason = parsed.reason();
    return JsonValue.textOrNil(
        reason == null ? null : reason.countName().substring("no_call:".length()));
  }

  /** What the expectations name of a call. */
  private static JsonValue shown(FacetCall call) {
    Map<String, JsonValue> line =
        new TreeMap<>(((JsonValue.Obj) JsonValue.of(new CallLine().apply(call).json())).members());
    line.keySet()
        .removeAll(
            List.of("source_id", "root_span_id", "span_id", "source_created", "prompt_sha256"));
    return new JsonValue.Obj(line);
  }

  @Test
  void thereAreManySpans() throws IOException {
    assertThat(lines("spans.jsonl").size(), greaterThanOrEqualTo(60));
    assertThat(lines("calls.jsonl").size(), is(lines("spans.jsonl").size()));
  }

  private static FacetSpan span(String rest) {
    return requireNonNull(
        FacetSpan.read(
            RawJson.of("{\"id\":\"a\",\"root_span_id\":\"r\"," + rest + "}"), 7, reason -> {}));
  }

  @Test
  void aGivenNameCountsForEveryFacet() {
    FacetSpan span =
        span(
            "\"metadata\":{\"facet_name\":\"other\"},\"input\":{\"suffix_messages\":"
                + "[[{\"role\":\"user\",\"content\":\"a\"}],[{\"role\":\"user\",\"content\":\"b\"}]]}");

    List<FacetCall> calls = SpanCalls.of(span, new ParsePlan("Mine", List.of())).calls();

    assertThat(calls.stream().map(FacetCall::rowId).toList(), equalTo(List.of("a:Mine", "a:Mine")));
    assertThat(calls.stream().map(FacetCall::shadowed).toList(), equalTo(List.of(true, false)));
  }

  @Test
  void findsTheValueThatRowsAreKeptTogetherBy() {
    String input = ",\"input\":{\"suffix_messages\":[[{\"role\":\"user\",\"content\":\"a\"}]]}";
    ParsePlan plan = new ParsePlan(null, List.of("user", "id"));

    FacetCall with =
        SpanCalls.of(span("\"metadata\":{\"user\":{\"id\":42}}" + input), plan).calls().get(0);
    FacetCall without = SpanCalls.of(span("\"metadata\":{}" + input), plan).calls().get(0);

    assertThat(with.splitGroup(), is("42"));
    assertThat(without.splitGroup() == null, is(true));
  }

  @Test
  void asksALabellingModelWithTheBaseMessagesOrTheMarker() {
    String suffix = "\"suffix_messages\":[[{\"role\":\"user\",\"content\":\"Why?\"}]]";
    FacetCall with =
        SpanCalls.of(
                span(
                    "\"input\":{\"messages\":[{\"role\":\"system\",\"content\":\"x\"}],"
                        + suffix
                        + "}"),
                ParsePlan.PLAIN)
            .calls()
            .get(0);
    FacetCall without =
        SpanCalls.of(span("\"input\":{\"user_data\":\"d\"," + suffix + "}"), ParsePlan.PLAIN)
            .calls()
            .get(0);

    assertThat(
        with.labelMessages(),
        equalTo(List.of(new Message("system", "x"), new Message("user", "Why?"))));
    assertThat(
        without.labelMessages(),
        equalTo(
            List.of(
                new Message("user", "Here is the data to analyze:\n\nd"),
                new Message("user", "Why?"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "aa", "aaa", "baab", "aabaa", "c"})
  void theTextTravelsOnce(String content) throws Exception {
    FacetCall call = Calls.call("r", "a", "2026-06-01T12:00:00Z", "task", Bucket.POSITIVE);
    String text = "long text ".repeat(1_000);
    for (String data : List.of("aa", "", text)) {
      FacetCall with = Calls.about(call, data, List.of(new Message("user", content + data)));

      byte[] bytes = CoderUtils.encodeToByteArray(FacetCallCoder.of(), with);

      assertThat(CoderUtils.decodeFromByteArray(FacetCallCoder.of(), bytes), equalTo(with));
      assertThat(bytes.length, lessThan(data.length() + 200));
    }
  }

  @Test
  void writesACandidateAsPythonWould() {
    FacetSpan span =
        span(
            "\"created\":\"2026-06-01T12:00:00Z\",\"output\":\"{\\\"b\\\":1.50,\\\"a\\\":\\\"é\\\"}\"");

    assertThat(
        span.candidateLine().json().toString(),
        is(
            "{\"created\": \"2026-06-01T12:00:00Z\", \"id\": \"a\", \"input\": null, \"metadata\": {},"
                + " \"output\": {\"a\": \"\\u00e9\", \"b\": 1.50}, \"root_span_id\": \"r\","
                + " \"span_attributes\": {}, \"span_id\": \"a\"}"));
  }

  @Test
  void halfACharacterBecomesTheReplacementCharacter() {
    FacetCall call =
        SpanCalls.of(
                span(
                    "\"input\":{\"user_data\":\"x\\ud800y\",\"suffix_messages\":"
                        + "[[{\"role\":\"user\",\"content\":\"a\"}]]}"),
                ParsePlan.PLAIN)
            .calls()
            .get(0);

    assertThat(call.preprocessedText(), is("x\ufffdy"));
    assertThat(PythonJson.of(new Str(call.preprocessedText())), is("\"x\\ufffdy\""));
  }
}
