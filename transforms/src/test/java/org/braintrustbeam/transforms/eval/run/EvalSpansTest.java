package org.braintrustbeam.transforms.eval.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.braintrustbeam.io.row.FieldChange;
import org.braintrustbeam.io.row.RawJson;
import org.braintrustbeam.io.row.RowChange;
import org.braintrustbeam.io.row.RowVersion;
import org.braintrustbeam.transforms.eval.score.EvalNone;
import org.junit.jupiter.api.Test;

class EvalSpansTest {
  private static final ScorePlan PLAN =
      new ScorePlan("d", "e", "https://x/exp", "m", "facets.yaml", EvalNone.LEGACY);

  private static List<RowChange> spans(EvalRecord record) {
    return EvalSpans.of(Scored.of(record, Cases.definition("Issues"), EvalNone.LEGACY), PLAN, "e");
  }

  private static Map<String, RawJson> fields(RowChange span) {
    Map<String, RawJson> fields = new TreeMap<>();
    for (FieldChange field : span.fields()) {
      fields.put(field.name(), field.after());
    }
    return fields;
  }

  private static RawJson field(RowChange span, String name) {
    return fields(span).getOrDefault(name, RawJson.NULL);
  }

  private static List<String> names(List<RowChange> spans) {
    return spans.stream()
        .map(span -> String.valueOf(field(span, "span_attributes").field("name").text()))
        .toList();
  }

  @Test
  void aCaseHasARootATaskAndASpanForEachScorerThatApplies() {
    List<RowChange> spans = spans(Cases.record("issues", "late", "late", "same\nC"));

    assertThat(
        names(spans), contains("eval", "task", "binary_classification_scores", "Factuality"));
    RawJson root = field(spans.get(0), "span_id");
    assertThat(field(spans.get(0), "span_parents"), is(RawJson.NULL));
    for (RowChange span : spans) {
      assertThat(field(span, "root_span_id"), is(root));
      assertThat(field(span, "span_id").text(), is(span.key().rowId()));
    }
    assertThat(
        spans.stream().skip(1).map(span -> field(span, "span_parents").toString()).toList(),
        everyItem(is("[" + root + "]")));
  }

  @Test
  void aSentimentHasASpanMore() {
    assertThat(
        names(spans(Cases.record("sentiment", "Negative", "Negative", "C"))),
        contains(
            "eval",
            "task",
            "binary_classification_scores",
            "sentiment_label_correct",
            "Factuality"));
  }

  @Test
  void theRootSaysWhichRecordItRanOn() {
    RowChange root = spans(Cases.record("issues", "late", "late", "C")).get(0);

    assertThat(
        field(root, "origin").toString(),
        is(
            "{\"object_type\":\"dataset\",\"object_id\":\"d\",\"id\":\"r\","
                + "\"created\":\"2026-06-01T12:00:00.000Z\",\"_xact_id\":\"7\"}"));
    assertThat(
        field(root, "metadata").toString(),
        is(
            "{\"split\":\"validation\",\"n\":1.10,\"dataset_row_id\":\"r\",\"trial\":0,"
                + "\"prompt_file\":\"facets.yaml\",\"facet_name\":\"Issues\","
                + "\"facet_prompt_sha256\":\""
                + Cases.definition("Issues").promptSha256()
                + "\",\"facet_model\":\"m\",\"facet_prompt_file\":\"facets.yaml\"}"));
    assertThat(field(root, "tags").toString(), is("[\"t\"]"));
    assertThat(field(root, "expected").toString(), is("\"late\""));
    assertThat(field(root, "created").text(), is("2023-11-14T22:13:21.500Z"));
  }

  @Test
  void theTaskSaysWhatItTook() {
    RowChange task = spans(Cases.record("issues", "late", "late", "C")).get(1);

    assertThat(
        field(task, "metrics").toString(),
        is(
            "{\"start\":1700000000.000,\"end\":1700000001.500,\"prompt_tokens\":10,"
                + "\"completion_tokens\":3,\"tokens\":13}"));
    assertThat(field(task, "metadata").field("model").text(), is("m"));
  }

  @Test
  void aScoreSpanHoldsWhatItsScorerWasTold() {
    RowChange binary = spans(Cases.record("issues", "late", "none", "C")).get(2);

    RawJson input = field(binary, "input");
    assertThat(input.field("output").text(), is("none"));
    assertThat(
        field(binary, "span_attributes").toString(),
        is(
            "{\"name\":\"binary_classification_scores\",\"type\":\"score\",\"purpose\":\"scorer\"}"));
    assertThat(input.field("expected").text(), is("late"));
    assertThat(input.field("metadata").field("facet_name").text(), is("Issues"));
    assertThat(input.field("input").field("facet_name").text(), is("issues"));
    assertThat(
        field(binary, "scores").toString(),
        is("{\"binary_decision_match\":0,\"positive_recall\":0,\"negative_specificity\":null}"));
    assertThat(field(binary, "output").field("positive_recall").field("score").toString(), is("0"));
  }

  @Test
  void theJudgesSpanHasItsScoreAndReasons() {
    RowChange judged = spans(Cases.record("issues", "late", "later", "more\nB")).get(3);

    assertThat(field(judged, "output").toString(), is("{\"score\":0.6}"));
    assertThat(field(judged, "scores").toString(), is("{\"Factuality\":0.6}"));
    assertThat(field(judged, "metadata").field("choice").text(), is("B"));
    assertThat(field(judged, "metadata").field("rationale").text(), is("more"));
    assertThat(field(judged, "error"), is(RawJson.NULL));
  }

  @Test
  void aFailedCallLeavesItsErrorAndNoScore() {
    EvalRecord failed =
        new EvalRecord(
            Cases.row("r", "issues", "\"late\""), ModelOutcome.failed("m", "no answer"), null);

    List<RowChange> spans = spans(failed);

    assertThat(names(spans), contains("eval", "task"));
    assertThat(field(spans.get(0), "error").text(), is("no answer"));
    assertThat(field(spans.get(0), "output"), is(RawJson.NULL));
  }

  @Test
  void aFailedJudgeLeavesItsErrorAndNoZero() {
    RowChange judged = spans(Cases.record("issues", "late", "late", "hm")).get(3);

    assertThat(field(judged, "output").toString(), is("{\"score\":null}"));
    assertThat(field(judged, "error").text(), is("the judge's answer names none of A to E"));
  }

  @Test
  void idsAreTheSameAgainAndDifferByTrialAndExperiment() {
    EvalCase row = Cases.row("r", "issues", "\"x\"");
    String id = SpanId.of("e", row, "task");

    assertThat(SpanId.of("e", row, "task"), is(id));
    assertThat(SpanId.of("e", new EvalCase(row.row(), 1), "task"), is(not(id)));
    assertThat(SpanId.of("e2", row, "task"), is(not(id)));
    assertThat(SpanId.of("e", row, "eval"), is(not(id)));
  }

  @Test
  void aRunThatGoesOnLeavesWhatIsThereAlone() {
    RowChange root = spans(Cases.record("issues", "late", "late", "C")).get(0);

    assertThat(KeepNew.left(root, null), is(root));
    assertThat(KeepNew.left(root, now("null")), is(nullValue()));
    RowChange second = KeepNew.left(root, now("\"no answer\""));
    assertThat(
        second == null ? List.of() : fields(second).keySet(),
        contains("error", "metadata", "metrics", "output"));
    assertThat(second == null ? 0 : second.basedOnXactId(), is(9L));
  }

  private static RowVersion now(String error) {
    String json = "{\"id\":\"s\",\"_xact_id\":\"9\",\"error\":" + error + "}";
    return RowVersion.scan("e", json.getBytes(UTF_8));
  }
}
